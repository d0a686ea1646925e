"""LaTeX commands and what they print."""

from __future__ import annotations

from types import MappingProxyType

ACCENTS = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308",
        "=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b",
        "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
        "t": "\u0361", "G": "\u030f", "U": "\u030e", "f": "\u0311", "h": "\u0309",
        "textcommabelow": "\u0326", "newtie": "\u0361", "textdotbelow": "\u0323",
        "hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307",
        "ddot": "\u0308", "check": "\u030c", "breve": "\u0306", "acute": "\u0301",
        "grave": "\u0300", "mathring": "\u030a", "widehat": "\u0302", "widetilde": "\u0303",
    }
)  # fmt: skip
"""Combining characters by accent command."""

ALONE = MappingProxyType({"`": "`", "'": "´", "^": "^", "~": "~", '"': "¨", "=": "¯", ".": "˙"})
"""What an accent prints over nothing."""

SYMBOLS = MappingProxyType(
    dict(
        line.split(" ", 1)
        for line in """ss ß
o ø
O Ø
l ł
L Ł
ae æ
AE Æ
oe œ
OE Œ
aa å
AA Å
i ı
j ȷ
dh ð
DH Ð
th þ
TH Þ
dj đ
DJ Đ
ng ŋ
NG Ŋ
ij ĳ
IJ Ĳ
SS ẞ
S §
P ¶
dag †
dagger †
ddag ‡
ddagger ‡
copyright ©
textcopyright ©
textregistered ®
texttrademark ™
pounds £
textsterling £
euro €
texteuro €
EUR €
textyen ¥
textcent ¢
textdegree °
degree °
textsection §
textparagraph ¶
textordfeminine ª
textordmasculine º
textendash –
textemdash —
textquoteleft ‘
textquoteright ’
textquotedblleft “
textquotedblright ”
textquotesingle '
textquotedbl "
quotedblbase „
quotesinglbase ‚
glqq „
grqq “
glq ‚
grq ‘
guillemotleft «
guillemotright »
guillemetleft «
guillemetright »
guilsinglleft ‹
guilsinglright ›
flqq «
frqq »
lq ‘
rq ’
ldots …
dots …
textellipsis …
cdots ⋯
textbullet •
textperiodcentered ·
textasciitilde ~
textasciicircum ^
textasciigrave `
textasciiacute ´
textasciidieresis ¨
textasciimacron ¯
textbackslash \\
backslash \\
textbar |
textbardbl ‖
textless <
textgreater >
textunderscore _
textdollar $
textbraceleft {
textbraceright }
lbrace {
rbrace }
textexclamdown ¡
textquestiondown ¿
textmu µ
textmicro µ
textonehalf ½
textonequarter ¼
textthreequarters ¾
textonesuperior ¹
texttwosuperior ²
textthreesuperior ³
texttimes ×
textdiv ÷
textpm ±
textnumero №
textohm Ω
slash /
TeX TeX
LaTeX LaTeX
LaTeXe LaTeX2e
BibTeX BibTeX
alpha α
beta β
gamma γ
delta δ
epsilon ϵ
varepsilon ε
zeta ζ
eta η
theta θ
vartheta ϑ
iota ι
kappa κ
lambda λ
mu μ
nu ν
xi ξ
pi π
rho ρ
varrho ϱ
sigma σ
varsigma ς
tau τ
upsilon υ
phi φ
varphi φ
chi χ
psi ψ
omega ω
Gamma Γ
Delta Δ
Theta Θ
Lambda Λ
Xi Ξ
Pi Π
Sigma Σ
Upsilon Υ
Phi Φ
Psi Ψ
Omega Ω
textalpha α
textbeta β
textgamma γ
textdelta δ
textmugreek μ
times ×
div ÷
pm ±
mp ∓
cdot ·
ast *
star ⋆
circ ∘
bullet •
leq ≤
le ≤
geq ≥
ge ≥
neq ≠
ne ≠
approx ≈
simeq ≃
cong ≅
equiv ≡
sim ∼
propto ∝
ll ≪
gg ≫
infty ∞
partial ∂
nabla ∇
sum ∑
prod ∏
int ∫
in ∈
notin ∉
subset ⊂
subseteq ⊆
supset ⊃
cup ∪
cap ∩
emptyset ∅
forall ∀
exists ∃
neg ¬
wedge ∧
vee ∨
oplus ⊕
otimes ⊗
to →
rightarrow →
leftarrow ←
leftrightarrow ↔
Rightarrow ⇒
Leftarrow ⇐
Leftrightarrow ⇔
uparrow ↑
downarrow ↓
textrightarrow →
textleftarrow ←
mapsto ↦
prime ′
hbar ℏ
ell ℓ
Re ℜ
Im ℑ
aleph ℵ
angle ∠
perp ⊥
parallel ∥
langle ⟨
rangle ⟩
textlangle ⟨
textrangle ⟩
lfloor ⌊
rfloor ⌋
lceil ⌈
rceil ⌉
lVert ‖
rVert ‖
vert |
mid |
setminus ∖
circledR ®
lesssim ≲
gtrsim ≳
geqslant ≥
leqslant ≤
gets ←
longrightarrow ⟶
rightleftharpoons ⇌
bigcup ⋃
bigcap ⋂
dotsc …
dotsb ⋯
odot ⊙
sun ☉
natural ♮
flat ♭
sharp ♯
checkmark ✓""".split("\n")
    )
)
"""What commands without an argument print."""

FUNCTIONS = frozenset(
    """arccos arcsin arctan arg cos cosh cot det dim exp gcd inf ker lim ln log max min mod sec sin
    sinh sup tan tanh""".split()
)
"""Functions of mathematics that print their names."""

STYLES = MappingProxyType(
    {
        **dict.fromkeys(("textit", "emph", "mkbibemph", "textsl", "mkbibitalic"), ("<i>", "</i>")),
        **dict.fromkeys(("textbf", "mkbibbold", "strong"), ("<b>", "</b>")),
        **dict.fromkeys(("textsuperscript", "mkbibsuperscript", "sp"), ("<sup>", "</sup>")),
        **dict.fromkeys(("textsubscript", "mkbibsubscript", "sb"), ("<sub>", "</sub>")),
        "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    }
)
"""CSL's markup for commands that dress their argument."""

SWITCHES = MappingProxyType(
    {
        **dict.fromkeys(("it", "em", "sl", "itshape", "slshape"), ("<i>", "</i>")),
        **dict.fromkeys(("bf", "bfseries"), ("<b>", "</b>")),
        **dict.fromkeys(("sc", "scshape"), STYLES["textsc"]),
    }
)
"""CSL's markup for commands that dress what follows them in their group."""

QUOTES = MappingProxyType({"enquote": ("“", "”"), "mkbibquote": ("“", "”")})

PLAIN = frozenset(
    """textrm textsf texttt textup textmd textnormal text mbox hbox fbox mathrm mathit mathbf
    mathsf mathtt mathcal mathbb mathfrak mathscr boldsymbol bm ensuremath operatorname
    underline uline uppercase lowercase MakeUppercase MakeLowercase NoCaseChange textlatin
    mkbibparens nobreak protect relax rm sf tt normalfont upshape
    mdseries rmfamily sffamily ttfamily small large tiny scriptsize footnotesize normalsize
    displaystyle textstyle left right limits xspace ignorespaces unskip leavevmode
    textsubtilde bibstring cyr aftergroup null nolinkurl path sisetup textcyrillic
    textgreek overline underbar big Big bigl bigr Bigl Bigr string""".split()
)
"""Commands of which only what they dress remains."""

DROPPED = frozenset(
    """noopsort SortNoop sortnoop noop hspace vspace hskip phantom vphantom index label
    footnotemark color textcolor foreignlanguage selectlanguage href""".split()
)
"""Commands that print nothing of their argument."""

SPACES = frozenset({"quad", "qquad", "space", "newline", "par", "linebreak", "enspace",
                    "thinspace", "nobreakspace", "hfill", "newblock", "break"})  # fmt: skip

JOURNALS = MappingProxyType(
    {
        name: title
        for title, names in {
            "The Astronomical Journal": "aj",
            "The Astrophysical Journal": "apj apjl apjlett",
            "The Astrophysical Journal Supplement Series": "apjs apjsupp",
            "Annual Review of Astronomy and Astrophysics": "araa",
            "Astronomy and Astrophysics": "aap astap",
            "Astronomy and Astrophysics Review": "aapr",
            "Astronomy and Astrophysics Supplement Series": "aaps",
            "Astrophysics and Space Science": "apss",
            "Applied Optics": "ao",
            "Geophysical Research Letters": "grl",
            "Icarus": "icarus",
            "Journal of Cosmology and Astroparticle Physics": "jcap",
            "Journal of Geophysical Research": "jgr",
            "Monthly Notices of the Royal Astronomical Society": "mnras",
            "Nature": "nat",
            "New Astronomy": "na",
            "New Astronomy Reviews": "nar",
            "Physical Review A": "pra",
            "Physical Review B": "prb",
            "Physical Review C": "prc",
            "Physical Review D": "prd",
            "Physical Review E": "pre",
            "Physical Review Letters": "prl",
            "Physics Reports": "physrep",
            "Planetary and Space Science": "planss",
            "Publications of the Astronomical Society of Australia": "pasa",
            "Publications of the Astronomical Society of Japan": "pasj",
            "Publications of the Astronomical Society of the Pacific": "pasp",
            "Quarterly Journal of the Royal Astronomical Society": "qjras",
            "Solar Physics": "solphys",
            "Space Science Reviews": "ssr",
        }.items()
        for name in names.split()
    }
)
"""Journals by the commands that the American Astronomical Society's styles define for them."""
