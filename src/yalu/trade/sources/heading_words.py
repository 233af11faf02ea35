"""By which words do tables head their columns?

Shapes: spellings parted by `|`, compared as `heading_key` writes them, or patterns where one says more (a unit).
Sources: headings of UN Comtrade, WITS, the OEC, China's customs and statistics office, and of Korean and Russian tables.
"""

from __future__ import annotations

import re

__all__ = [
    "DIRECTION",
    "EDITION",
    "EXPORTER",
    "GOODS",
    "GROWTH",
    "HS",
    "IMPORTER",
    "MONTH",
    "NO_VALUE",
    "PARTNER",
    "PARTNER_IN",
    "PERIOD",
    "QUANTITY",
    "QUANTITY_IN",
    "QUANTITY_UNIT",
    "REPORTER",
    "RUNNING",
    "UNIT",
    "VALUE",
    "YEAR",
]

REPORTER = (
    "reporter|reporteriso3|reporteriso|reportercode|reportername|reportercountry|reporterdesc|reporting country|"
    "reporting economy|declarant|报告国|报告国家|申报国|보고국"
)
PARTNER = (
    "iso3|iso_3|partneriso3|partneriso|partnercode|partner|partner_zh|partnername|partner country|partnerdesc|partner economy|"
    "partner name|country|country name|country/region|country(region)|countries(regions)|country or region|region|region_raw|"
    "国别(地区)|国家(地区)|国别地区|国家地区|国家和地区|国家或地区|国家|国别|地区|贸易伙伴|贸易伙伴名称|贸易国|进出口国家(地区)|"
    "국가|국가명|상대국|страна|страна-партнер|partnerland|pays|país|counterparty"
)
EXPORTER = (
    "exporter|exporter country|exportercountry|exporter country id|origin|country_origin_id|orig|iso_o|"
    "i|exporter_iso3|origin_id"
)
IMPORTER = (
    "importer|importer country|importercountry|importer country id|dest|destination|country_destination_id|iso_d|j|importer_iso3|"
    "destination_id"
)
DIRECTION = (
    "flow|tradeflow|trade flow|tradeflowname|trade flow name|tradeflowcode|flowcode|flowdesc|direction|trade direction|"
    "进出口方向|贸易方向|贸易流向|流向|方向|进出口标志|进出口类型|수출입구분|направление|"
    "направление перемещения|flow_dprk|trade type"
)
HS = (
    "hs|hscode|hs code|cmdcode|cmd|commoditycode|commodity code|productcode|product code|hs6|hs4|hs2|hs8|hs10|"
    "商品编码|税号|商品编号|"
    "tnved|hts|cn8|cn code|ncm|item hs|hs 6|hs 4|hs 2|商品代码|税则号列|税则号|hs编码|код тн вэд|тн вэд|код товара|"
    "품목코드|k|hs_code|hs6 code"
)
EDITION = "edition|hs edition|hs_edition|classification|classificationcode|nomenclature|hs_revision|revision|classcode"
GOODS = "commodity|cmddesc|product|product description|goods|description|商品名称|품목명|productdescription|cmddesce"
YEAR = "year|yr|refyear|ref_year|t|年|年份|年度|연도|год|отчетный год|отчётный год|년도|jahr|année|año|ano"
MONTH = "month|mon|refmonth|月|月份|월"
PERIOD = (
    "period|date|time|yearmonth|year-month|year month|数据年月|年月|时间|日期|统计月份|统计时间|기간|년월|연월|период|"
    "month_year|ym|refperiodid"
)
QUANTITY = "netwgt|netweight|net weight|netweight(kg)|netwgt(kg)|netweight in kgm|quantity|qty|第一数量|数量|重量|q|중량|weight"
QUANTITY_IN = re.compile(
    r"(?:数量|重量|净重|毛重|第一数量|quantity|qty|(?:net ?)?weight|netto|중량|вес(?: нетто)?)"
    r"(?:\s*[（(\[,，:：]\s*(?P<unit>[^)）\]]+?)\s*[)）\]]?|[\s_](?:in[\s_])?(?P<own>kg|kgs|t|tonnes?|tons?|bbl|barrels?))",
    re.IGNORECASE,
)
QUANTITY_UNIT = (
    "qtyunitabbr|qty unit|quantity unit|qtyunit|unit of quantity|第一计量单位|计量单位|数量单位|quantity_unit|"
    "quantitytoken|qty_unit"
)
UNIT = "unit|currency|单位|货币单位|金额单位|币制|value unit|currency unit|통화"
VALUE = re.compile(
    r"^(?:trade ?)?value|^amount|金额|贸易额|总额|总值|primary ?value|^tradevalue|^v$|금액|стоимость|export|import|进口|出口|"
    r"进出口|"
    r"수출|수입|trade ?total|total ?trade|^total\b",
    re.IGNORECASE,
)
GROWTH = re.compile(r"同比|yoy|growth|±|增长|增减|比去年|change|year on year|증감", re.IGNORECASE)
RUNNING = re.compile(
    r"累计|cum(?![a-z])|cumulative|ytd|year to date|누계|jan[a-z.]*\s*(?:-|–|to)\s*[a-z]{3}|"
    r"(?<![0-9])1\s*月?\s*(?:至|-|–|—|~|to)\s*\d{1,2}(?![0-9])",
    re.IGNORECASE,
)
NO_VALUE = re.compile(
    r"数量|quantity|weight|商品|code|编码|flag|estimated|方式|名称|price|share|rank|比重", re.IGNORECASE
)
# A heading of figures may name the partner: 对朝鲜出口, Exports to North Korea.
PARTNER_IN = re.compile(
    r"(?:对|向|自|从|同|与)(?P<zh>[^（(]{1,20}?)的?(?:进出口|出口|进口)|(?:exports?|imports?|trade)\s+(?:to|from|with)\s+(?P<en>[^(,:;]{2,60})",
    re.IGNORECASE,
)
