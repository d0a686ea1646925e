"""What reference strings are set from: parts of annotated strings, and words of our own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence.manuscript.references.people import people
from evidence.training.corpus import Labelled

GIVEN = (
    "Maria João José Ana Paulo Carlos Luiz Fernanda Juan Pedro Luis Carmen Rosa Miguel Antonio John "
    "Mary James Robert Susan Linda Peter Thomas Anna Hans Karl Pierre Marie Claude Giulia Marco "
    "Wei Li Hiroshi Yuki Ahmed Fatima Olga Ivan Sergei Nina Ravi Priya Amit Lech Karan Helena "
    "Beatriz Rafael Gabriela Marcos Sandra Cristina Eduardo Patrícia Renata Michael David Sarah"
).split()
FAMILY = (
    "Silva Santos Oliveira Souza Pereira Costa Rodrigues Almeida Nascimento Lima Araújo Fernandes "
    "Carvalho Gomes Martins Rocha Ribeiro Alves Monteiro Mendes Barros Freitas Barbosa Pinto Moura "
    "García Martínez López Sánchez Pérez González Rodríguez Fernández Gómez Díaz Muñoz Álvarez "
    "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson White"
).split()
PARTICLES = ("da", "de", "dos", "van", "von", "de la", "van der", "del", "do", "di", "le")
ORGANIZATIONS = (
    "World Health Organization|WHO|United Nations|UNESCO|World Bank|Ministério da Saúde|"
    "Brasil. Ministério da Educação|Brasil|BRASIL|Brazil|Instituto Brasileiro de Geografia e Estatística|"
    "IBGE|Ministerio de Salud|Ministry of Health|National Institute of Mental Health|"
    "European Commission|Organização Mundial da Saúde|R Core Team|R Development Core Team|"
    "Centers for Disease Control and Prevention|American Psychological Association|"
    "Conselho Nacional de Saúde|Food and Agriculture Organization|OECD|UNICEF|IPCC|"
    "International Committee of Medical Journal Editors|The GRADE Working Group|Eurostat|"
    "Secretaria de Vigilância em Saúde|Agência Nacional de Vigilância Sanitária (ANVISA)|"
    "Press Trust of India (PTI)|Government of India|Department of Defense|Human Rights Watch|"
    "Ministério da Saúde (BR)|Associação Brasileira de Normas Técnicas|Universidade de São Paulo"
).split("|")
PUBLISHERS = (
    "Oxford University Press|Cambridge University Press|Springer|Routledge|Sage|Elsevier|Wiley|"
    "Academic Press|Editora UFMG|Vozes|Cortez|Companhia das Letras|Martins Fontes|Papirus|Artmed|"
    "Fondo de Cultura Económica|Siglo XXI|Anthropos|Autêntica|Zahar|Hucitec|Edusp|Penguin Books|"
    "MIT Press|Princeton University Press|Palgrave Macmillan|Blackwell|CRC Press|Suhrkamp|Gallimard|"
    "Editora da Unesp|Universidade Federal do Rio Grande do Sul|Universidade de São Paulo|Ática|"
    "World Health Organization|Ministério da Saúde|Íthala|EdUFSCar|Brill|De Gruyter|Atlas|Pearson"
).split("|")
UNIVERSITIES = (
    "Universidade Federal de Minas Gerais|Pontifícia Universidade Católica do Rio de Janeiro|"
    "University of California|Harvard University|Universidade Federal do Rio de Janeiro|"
    "Universidad de Chile|Stanford University"
).split("|")
PLACES = (
    "New York|London|São Paulo|Rio de Janeiro|Oxford|Cambridge|Paris|Berlin|Madrid|Barcelona|"
    "Lisboa|Porto Alegre|Belo Horizonte|Brasília|Brasília, DF|Cambridge, MA|New York, NY|Washington, DC|"
    "Geneva|Petrópolis|Campinas|Curitiba|México|Buenos Aires|Bogotá|Amsterdam|Dordrecht|Chicago|"
    "Thousand Oaks, CA|New Delhi|Heidelberg|Vienna|Tokyo|Philadelphia|Boston|Florianópolis|Recife"
).split("|")
JOURNALS = (
    "Educação e Pesquisa|Revista Brasileira de Educação|Cadernos de Saúde Pública|Cad Saude Publica|"
    "Rev Saude Publica|Acta Botanica Brasilica|Hoehnea|Biota Neotropica|PLoS ONE|PLOS ONE|eLife|Nature|"
    "Science|Cell|Proc Natl Acad Sci USA|PNAS|Journal of Neuroscience|Neuron|BMC Public Health|Zootaxa|"
    "ZooKeys|PeerJ|Bioinformatics|Nucleic Acids Res.|Oncotarget|Nutrients|J. Biol. Chem.|Educação & Sociedade|"
    "Perspectiva|Signos|Estudos Avançados|Alfa|Trans/Form/Ação|Estudios Filosóficos|Ciência da Informação|"
    "Transinformação|Pesquisa Agropecuária Brasileira|Brazilian Journal of Biology|Ecology Letters|"
    "Journal of Economic Perspectives|American Economic Review|Revista de Economia Política|Nova Economia|"
    "Rev. Bras. Ens. Fis.|Phys. Teach.|Eur. J. Phys.|Rev Bras Enferm|Esc Anna Nery|Texto Contexto Enferm|"
    "Int J Paediatr Dent|Community Dent Oral Epidemiol|N Engl J Med|Lancet|JAMA|BMJ|Epidemiol Serv Saude|"
    "Journal of Personality and Social Psychology|Psychological Review|Annual Review of Entomology|Strategic Analysis"
).split("|")
ROMANCE = {
    "the": "a", "of": "de", "and": "e", "in": "em", "on": "sobre", "for": "para", "with": "com",
    "from": "do", "to": "à", "by": "por", "an": "uma", "a": "um", "between": "entre", "at": "na",
}  # fmt: skip


@dataclass(slots=True)
class Pool:
    """Parts to set strings from."""

    families: list[str] = field(default_factory=lambda: list(FAMILY) * 20)
    titles: list[str] = field(default_factory=list)
    books: list[str] = field(default_factory=list)
    journals: list[str] = field(default_factory=lambda: list(JOURNALS) * 12)
    publishers: list[str] = field(default_factory=lambda: list(PUBLISHERS) * 8)
    places: list[str] = field(default_factory=lambda: list(PLACES) * 8)


def pool(strings: Iterable[Labelled]) -> Pool:
    """The parts that annotated strings hold."""
    made = Pool()
    for each in strings:
        parts = {label: each.text[start:end].strip(' .,;:“”"') for start, end, label in each.spans}
        journal = "volume" in parts
        for start, end, label in each.spans:
            text = each.text[start:end].strip(" .,;:“”\"'")
            if not 2 < len(text) < 250:
                continue
            if label == "author":
                made.families += [
                    name.family for name in people(text) if name.family and len(name.family) > 2
                ]
            elif label == "title" and len(text.split()) > 2:
                (made.titles if journal else made.books).append(text)
            elif label == "container":
                (made.journals if journal else made.books).append(text)
            elif label == "publisher":
                made.publishers.append(text)
            elif label == "place":
                made.places.append(text)
    return made
