"""The parts of a Word file that are the same in all, and its styles (ECMA-376, part 1)."""

from __future__ import annotations

from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = "package.core-properties+xml"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CONTENT_TYPES = f"""{HEADER}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.settings+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{_OFFICE}.footer+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-{_PROPERTIES}"/>
</Types>"""

RELATIONSHIPS = f"""{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>"""

SETTINGS = f"""{HEADER}<w:settings xmlns:w="{W}"><w:compat>
<w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat></w:settings>"""

FOOTER = f"""{HEADER}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"""

# identifier, name, based on, next, paragraph properties, run properties
_STYLES: Sequence[tuple[str, str, str, str, str, str]] = (
    (
        "Title", "Title", "Normal", "Normal",
        '<w:keepNext/><w:spacing w:before="0" w:after="240"/>',
        '<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>',
    ),
    (
        "Heading1", "heading 1", "Normal", "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/>'
        '<w:outlineLvl w:val="0"/>',
        '<w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/>',
    ),
    (
        "Heading2", "heading 2", "Normal", "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="100"/>'
        '<w:outlineLvl w:val="1"/>',
        '<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/>',
    ),
    (
        "Heading3", "heading 3", "Normal", "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="220" w:after="80"/>'
        '<w:outlineLvl w:val="2"/>',
        "<w:b/><w:bCs/>",
    ),
    (
        "Bibliography", "Bibliography", "Normal", "Bibliography",
        '<w:ind w:left="720" w:hanging="720"/>', "",
    ),
    ("Annotation", "Annotation", "Normal", "Annotation", '<w:ind w:left="720"/>', ""),
    (
        "Evidence", "Evidence", "Normal", "Evidence",
        '<w:pBdr><w:left w:val="single" w:sz="8" w:space="8" w:color="BFBFBF"/></w:pBdr>'
        '<w:ind w:left="900"/>',
        '<w:sz w:val="22"/><w:szCs w:val="22"/>',
    ),
    (
        "Note", "Note", "Normal", "Note", "",
        '<w:sz w:val="20"/><w:szCs w:val="20"/>',
    ),
    ("Quote", "Quote", "Normal", "Normal", '<w:ind w:left="1440" w:right="720"/>', ""),
    ("Footer", "footer", "Normal", "Footer", '<w:jc w:val="center"/>', ""),
)  # fmt: skip


def styles(language: str, right_to_left: bool) -> str:
    """The style sheet.

    Args:
        language: BCP 47 tag of the text's language, or nothing.
        right_to_left: Whether paragraphs run so.
    """
    tag = f'<w:lang w:val="{language}" w:eastAsia="{language}"/>' if language else ""
    direction = "<w:bidi/>" if right_to_left else ""
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:next w:val="{following}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        for identifier, name, base, following, paragraph, run in _STYLES
    )
    return (
        f'{HEADER}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        'w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
        f'<w:sz w:val="24"/><w:szCs w:val="24"/>{tag}</w:rPr></w:rPrDefault><w:pPrDefault/>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/><w:qFormat/><w:pPr>{direction}<w:spacing w:after="120"/></w:pPr>'
        f'</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
        f"{named}</w:styles>"
    )


def core(title: str, language: str) -> str:
    """The core properties; no dates, so that the same document is the same file.

    Args:
        title: The title, escaped for XML.
        language: BCP 47 tag, or nothing.
    """
    tag = f"<dc:language>{language}</dc:language>" if language else ""
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>{tag}'
        "</cp:coreProperties>"
    )


def document_relationships(links: Sequence[str]) -> str:
    """The document's relationships: its parts, then the addresses (escaped for XML) as `linkN`."""
    addresses = "".join(
        f'<Relationship Id="link{number}" Type="{R}/hyperlink" Target="{link}" '
        'TargetMode="External"/>'
        for number, link in enumerate(links, 1)
    )
    return (
        f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="styles" Type="{R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="settings" Type="{R}/settings" Target="settings.xml"/>'
        f'<Relationship Id="footer" Type="{R}/footer" Target="footer1.xml"/>'
        f"{addresses}</Relationships>"
    )
