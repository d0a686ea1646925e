"""What a sequence labeller sees of each token of a reference string."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.manuscript.references.tokens import Token

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.|10\.\d{4})", re.IGNORECASE)
_MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july "
    "august september october november december janeiro fevereiro março abril maio junho julho "
    "agosto setembro outubro novembro dezembro fev mai ago set out dez enero febrero marzo mayo "
    "junio julio septiembre octubre noviembre diciembre ene dic janvier février avril juin juillet "
    "août septembre octobre novembre décembre januar februar märz juni juli oktober dezember "
    "spring summer autumn fall winter".split()
)
_WORDS = {
    "volume": "v vol vols volume band bd tome tomo jg",
    "issue": "n no nr num number issue iss núm nº numero número fasc heft supl suppl supplement",
    "pages": "p pp pg pgs page pages pag pág págs s seiten",
    "edition": "ed edn edition edição edición ausgabe aufl rev revised reprint reimpr",
    "editor": "ed eds editor editors org orgs coord coords hrsg organizador organizadores orgs",
    "within": "in em en dans apud presented proceedings proc anais actas annals",
    "journal": "journal j rev revista review annals ann bulletin bull letters lett transactions "
    "trans proceedings proc acta archives arch quarterly cadernos caderno estudos studies magazine "
    "physics phys nature science chem chemistry med medicine biol biology sci int am soc ecology "
    "zeitschrift gazette advances research res brazilian boletim arquivos plos",
    "publisher": "press university univ publishing publishers publications editora editorial "
    "verlag books springer wiley elsevier routledge sage academic cambridge oxford blackwell "
    "mcgraw penguin edições ediciones éditions unesp edusp",
    "place": "york london paris berlin oxford cambridge amsterdam boston chicago paulo rio janeiro "
    "brasília madrid barcelona méxico lisboa porto alegre belo horizonte washington geneva tokyo "
    "dordrecht heidelberg philadelphia usa uk dc ny ma ca sp rj buenos aires bogotá",
    "organization": "institute instituto university universidade universidad ministry ministério "
    "ministerio department organization council conselho fundação society sociedade agency center "
    "centro secretaria programa faculdade federal national nacional estado association commission",
    "thesis": "thesis dissertation tese dissertação tesis phd ph doctoral mestrado doutorado "
    "master unpublished diss msc",
    "online": "available from accessed disponível acesso retrieved doi url online internet cited "
    "viewed disponible consultado recuperado access acessado html https site",
    "conference": "conference symposium workshop congress congresso congreso meeting simpósio "
    "seminário encontro",
}
_LEXICON: dict[str, str] = {}
for _name, _list in _WORDS.items():
    for _word in _list.split():
        _LEXICON[_word] = f"{_LEXICON[_word]}+{_name}" if _word in _LEXICON else _name
_OPEN = frozenset('([{“‘«"')
_SMALL = frozenset("of the and in for on de da do e y a an to with del la le et und der".split())


def features(text: str, tokens: Sequence[Token]) -> list[list[str]]:
    """The features of each token, as names of what holds."""
    count = len(tokens)
    plain = [token.text.casefold() for token in tokens]
    shapes = [_shape(token.text) for token in tokens]
    lexicon = [_LEXICON.get(word, "month" if word in _MONTHS else "") for word in plain]
    spaced = [token.start > 0 and text[token.start - 1].isspace() for token in tokens]
    years = [at for at, token in enumerate(tokens) if _YEAR.fullmatch(token.text)]
    first_year = years[0] if years else count
    early = first_year * 2 < count
    style = f"{'e' if early else 'l'}{'q' if _quoted(text) else ''}{'n' if not years else ''}"
    made: list[list[str]] = []
    depth = 0
    quoted = False
    since, sentence, numbers, words = 0, 0, 0, 0
    for at, token in enumerate(tokens):
        sign = token.text
        if sign in ")]}":
            depth = max(0, depth - 1)
        own = [
            "b", f"w={plain[at]}", f"s={shapes[at]}", f"x={lexicon[at]}",
            f"p3={plain[at][:3]}", f"s3={plain[at][-3:]}", f"l={min(len(sign), 6)}",
            f"at={at * 10 // count}", f"i={min(at, 4)}", f"r={min(count - 1 - at, 4)}",
            f"d={depth}", f"q={quoted}", f"gap={spaced[at]}",
            f"y={'b' if at < first_year else 'a' if at > first_year else '='}{style}",
            f"n={min(since, 6)}", f"z={min(sentence, 6)}{style}",
            f"num={min(numbers, 4)}{shapes[at]}",
            f"wds={min(words, 8)}",
        ]  # fmt: skip
        for shift in (-3, -2, -1, 1, 2, 3):
            there = at + shift
            if 0 <= there < count:
                own.append(f"s{shift}={shapes[there]}")
                own.append(f"w{shift}={plain[there]}")
                if lexicon[there]:
                    own.append(f"x{shift}={lexicon[there]}")
            else:
                own.append(f"e{shift}")
        if at and at + 1 < count:
            own.append(f"s0+={shapes[at - 1]}|{shapes[at]}|{shapes[at + 1]}")
            own.append(f"g+={spaced[at]}{spaced[at + 1]}{shapes[at]}{shapes[at + 1]}")
        if at > 1:
            own.append(f"s--={shapes[at - 2]}|{shapes[at - 1]}|{shapes[at]}")
        if at + 2 < count:
            own.append(f"s++={shapes[at]}|{shapes[at + 1]}|{shapes[at + 2]}")
        own.append(f"ahead={_ahead(shapes, plain, at)}")
        made.append(own)
        since += 1
        if sign in _OPEN and sign != '"':
            depth += sign in "([{"
        if sign in "“«":
            quoted = True
        elif sign in "”»":
            quoted = False
        elif sign == '"':
            quoted = not quoted
        if sign in ".,;:?!()":
            since = 0
        if sign in ".?!" and at and len(tokens[at - 1].text) > 3:
            sentence += 1
            words = 0
        if sign.isalpha() and plain[at] not in _SMALL and len(sign) > 2:
            words += 1
        numbers += sign.isdigit()
    return made


def _shape(text: str) -> str:
    if text.isdigit():
        if _YEAR.fullmatch(text):
            return "YEAR"
        return f"9{min(len(text), 5)}"
    if not text[0].isalnum():
        return text if len(text) == 1 else "sign"
    if _ADDRESS.match(text):
        return "url"
    if len(text) == 1:
        return "A" if text.isupper() else "a"
    if text.isupper():
        return "AA" if len(text) < 4 else "AAA"
    if text.islower():
        return "aa" if len(text) < 4 else "aaa"
    if text[0].isupper():
        return "Aa" if len(text) < 4 else "Aaa"
    return "aA"


def _ahead(shapes: Sequence[str], plain: Sequence[str], at: int) -> str:
    """The first number or clear word to come, and how far it is."""
    for far in range(1, 13):
        there = at + far
        if there >= len(shapes):
            return "end"
        if shapes[there][0] == "9" or shapes[there] in {"YEAR", "url"}:
            return f"{shapes[there][:2]}{0 if far < 3 else 1 if far < 6 else 2}"
        if plain[there] in {"in", "em"} and shapes[there] in {"Aa", "aa"}:
            return f"in{0 if far < 3 else 1}"
    return "far"


def _quoted(text: str) -> bool:
    return "“" in text or "«" in text or text.count('"') > 1
