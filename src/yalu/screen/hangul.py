"""What is a Hangul syllable made of, and how does it change at the beginning of a word?"""

__all__ = ["initial_sound", "parts_of", "syllable_of"]

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = ("", "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ", "ㅀ", "ㅁ", "ㅂ",
          "ㅄ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ")  # fmt: skip
_AS_CODA = {"ㄲ": "ㄱ", "ㄳ": "ㄱ", "ㅋ": "ㄱ", "ㄺ": "ㄱ", "ㅅ": "ㄷ", "ㅆ": "ㄷ", "ㅈ": "ㄷ", "ㅊ": "ㄷ",
            "ㅌ": "ㄷ", "ㅎ": "ㄷ",
            "ㅍ": "ㅂ", "ㅄ": "ㅂ", "ㄼ": "ㄹ", "ㄻ": "ㅁ", "ㄵ": "ㄴ", "ㄶ": "ㄴ", "ㅀ": "ㄹ", "ㄽ": "ㄹ",
            "ㄾ": "ㄹ", "ㄿ": "ㅂ"}  # fmt: skip


def parts_of(syllable: str) -> tuple[str, str, str]:
    """Onset, vowel and coda of a Hangul syllable, codas as they sound."""
    code = ord(syllable) - 0xAC00
    coda = _CODAS[code % 28]
    return _ONSETS[code // 588], _VOWELS[code // 28 % 21], _AS_CODA.get(coda, coda)


def syllable_of(onset: str, vowel: str, coda: str) -> str:
    """The Hangul syllable of its parts."""
    return chr(0xAC00 + _ONSETS.index(onset) * 588 + _VOWELS.index(vowel) * 28 + _CODAS.index(coda))


def initial_sound(syllable: str) -> str | None:
    """The southern form of a syllable that opens a word: 리 is 이, 로 is 노, 녀 is 여; None where nothing changes."""
    onset, vowel, coda = parts_of(syllable)
    soft = vowel in "ㅑㅒㅕㅖㅛㅠㅣ"
    if onset == "ㄹ":
        return syllable_of("ㅇ" if soft else "ㄴ", vowel, coda)
    return syllable_of("ㅇ", vowel, coda) if onset == "ㄴ" and soft else None
