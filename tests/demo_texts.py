"""The second demo: an invented paper on an invented harbour, and its three invented sources.

Everything here is made up for the demo; no such place, person or work exists.
"""

from __future__ import annotations

LAMPS = (
    """Lamps and Fog: Lighting the Alder Estuary, 1881–1914

Marta Ellingsen

Port Alder lies where the river Alder widens into four miles of shoal and channel. For two
centuries its ferries crossed by day and lay at their moorings by night. The first regular night
crossing was made on 14 November 1881, a week after the Alder Light was lit on Gull Head, and
the night boat has run ever since, with the exception of two winters.

Historians have written of the years before the light as years of darkness. This article takes
another view. The estuary was never dark; it was only badly lit. Fishermen’s lanterns, lime
kilns and the windows of the Customs House gave a pilot who knew them more than a map could.
What changed in 1881 was not that there was light, but that the light was meant for
strangers.""",
    """The pilots whom the Harbour Board examined in 1883 were asked how they had found the
channel before Gull Head was lit. Eleven of the fourteen named a sound: the bell of St
Brannoc, the mill race at Tarn, the dogs of the lime works. Pilots trusted their ears before
they trusted the lamps, and most of them went on listening long after the lamps were there.

The Board’s minutes show how slowly this was understood. In the spring of 1884 the secretary
proposed that the bell be given up, since a light had been paid for. The pilots’ answer, entered
in full, runs to nine pages. The proposal was withdrawn in May and the bell rang until 1931.""",
    """Between 1881 and 1890 the registers name forty-seven collisions in nine years, of which
thirty-one happened at night. That is fewer than in the nine years before, when there had
been no night boat at all, and the Board made much of it. The comparison flatters the light.
Traffic by day had fallen by half when the railway bridge was opened in 1886, and with it
the number of vessels that could be run into.

Set against the crossings made, the record is plainer. There was one collision for every 212
crossings in 1882, and one for every 340 in 1889. The gain is real and it is modest; it belongs
as much to the pilots as to the lamps.""",
    """The light itself was a first-order affair for a fourth-order harbour. Twelve wicks burned
behind a lens that had been cut for another coast and bought cheaply. The keeper, a former
schoolmaster named Jonas Reth, entered every lamp in the book, with the hour at which it was
trimmed, the oil that it drew and the weather that it met.

Reth’s books are the best witness we have. They show that the light failed on sixty nights in
the first three years, mostly for want of oil, and that he reported eleven of these failures to
the Board. Of the other forty-nine the Board knew nothing until the inquiry of 1912 sent for the
books.""",
    """Oil was the weak point. The contract of 1881 gave the Board a price and the contractor a
choice of oils, and the contractor chose badly. Colza thickened in the cold; the mineral oil
that replaced it in 1885 smoked. Both were sold as “best white”.

The Board did not lack warnings. Reth wrote in January 1886 that he had lamps that would burn
and oil that would not. The engineer Clara Voss, who visited in the same month, measured the
light at one third of its stated power. Her report was read, thanked for and filed. Nothing was
done for seven years.""",
    """Fog was another matter, and no lamp would have helped. In a thick night the fog bell
remained the only warning that a ferry had of the shoals, and the bell could be heard at six
hundred yards with the wind and at two hundred against it. Masters who had learned the river
under sail knew this and waited. Masters who came from steam did not always know it, and
some of them did not""",
    """wait at all. The loss of the Halcyon on 3 March 1911, with nineteen of her passengers,
was a loss of this kind: a new master, a thick night, a bell that rang and was not heard.
The light on Gull Head burned throughout.

The inquiry of 1912 asked the wrong question. It asked whether the light had been lit, and since
it had been, it found that the Board had done its duty. It did not ask who was meant to hear the
bell. A generation of safety rules was built on that omission: brighter lamps, a second lens, a
red sector over the shoals, and no second bell.

Only the pilots’ association dissented. Its letter of June 1912 asks for “ears on both banks”,
by which it meant two more bells and a watch. The request was refused on grounds of cost. The
cost would have been ninety pounds a year.""",
    """What can be concluded is limited. The registers are complete only to 1909, the keeper’s
books only to 1905, and the accounts of passengers were collected long afterwards by people
who wished to prove something. Within these limits the light made strangers safer and made
little difference to those who knew the river.

The lamps of Port Alder deserve a sober history. They were neither the triumph that the Board
announced nor the folly that its critics described. They were a good lens, badly fed, in a place
where hearing mattered more than sight.""",
)
"""Ellingsen's article, pages 211 to 218."""

INQUIRY_FRONT = (
    """Harbour Board of Port Alder

REPORT OF THE INQUIRY INTO NIGHT CROSSINGS

Printed by order of the Board, 1912""",
    """Contents

Appointment and terms . . . iii

Evidence of the masters . . . 1

Evidence of the keepers . . . 3

Findings . . . 5

Recommendations . . . 6""",
    """Appointment and terms

By a resolution of 2 October 1911 the Board appointed three of its members to inquire into the
causes of the late disasters upon the river, to examine such persons and papers as they saw fit,
and to report before midsummer. The members met on twenty-two days and heard fifty-eight
witnesses, whose names are printed at the end.""",
    """The members thank the keepers of Gull Head, who gave up their books, and the masters of
the ferries, who gave up their Sundays. They have printed what was said to them without
alteration, and have kept their own opinion for the end.""",
)
"""The front matter of the report, pages i to iv."""

INQUIRY = (
    """Evidence of the masters

Captain Orme, of the Halcyon’s sister ship, told the members that he had crossed some three
thousand times by night and had been stopped by fog on forty of them. He held that no master
should be blamed for the weather, but that every master should be blamed for his hurry. The
lamps of the two piers could be told apart until the spring of 1910. In that year the colour of
the lamps was altered without notice, and for eleven weeks green meant what red had meant
before.""",
    """Captain Sund, who had come to the river in 1910, had never been told of the change. He
had a chart of 1907. He asked for a new one and was told to buy it. The members think this
answer unworthy of the Board.

The masters were agreed that a second bell was wanted on the southern bank. They were not agreed
who should pay for it, and several had not thought that the matter was theirs.""",
    """Evidence of the keepers

The head keeper produced the books of the light from 1881 to 1905. The later books had been lost
in the flood of 1908, or after it. He said that the lamp had been out on more nights than were
reported, and that he had stopped reporting when nobody answered.[3]

3. The members wrote to the former secretary, who replied that he recalled no such letters.""",
    """The assistant keeper had charge of the bell on the night of 3 March 1911. He rang it from
ten at night until four in the morning, three strokes to the minute. He heard the Halcyon’s
whistle twice, the second time very near, and then nothing. He was asked whether he could
have done more. He said that he had thought of that every day.""",
    """Findings

The members find that the light was burning and the bell was ringing when the Halcyon struck.
The Board does not find that the master was at fault in leaving the pier; it finds that he was
at fault in not stopping when he lost the bell. Of the nineteen who died, seven might have been
saved had the second boat been launched.

The light on Gull Head is sufficient. The charts that are sold at the Board’s office are
not.""",
    """Recommendations

That a second bell be placed on the southern bank. That charts be given to every master without
charge. That the red sector be kept. That no change in the colour of a lamp be made without six
weeks’ notice in print. The members add that they do not expect the first of these to be carried
out, since it costs money, and that they would be glad to be mistaken.""",
)
"""The body of the report, pages 1 to 6."""

PASSENGERS = (
    """Counting the Night Passengers

Tomas Weir

Nobody counted the passengers of the night boat until 1897. Tickets were sold on board, the
money was handed over in a bag, and the purser wrote down the sum. From the sums a number can be
worked out, if one knows how many paid the full fare, and that is what this paper does. The
method is simple; its assumptions are not, and they are set out below so that others may quarrel
with them. In the first full year, 1882, the night boat carried about 9,400 people. In 1890 it
carried about 21,000.""",
    """Three groups made up most of the traffic. Market women crossed at two in the morning with
their baskets, to be on the northern quay at four. Workers of the lime kilns crossed at ten
when the late shift ended. The third group is harder to name: people who travelled by night
because the fare was half. The half fare was introduced in 1884, withdrawn in 1888 after
complaints from the day boat, and brought back in 1891. Its effect on the count is large and
immediate. For the poorer half of the town the night boat was an indispensable institution,
not an adventure.""",
    """The estimate can be tested. In the week of 5 May 1897 the Board counted every head, for a
reason that the minutes do not give. The count was 512. The estimate from the purser’s sums
for the same week is 487. An error of one in twenty is better than I had feared. A second
count, in October 1903, gives 640 against an estimate of 655. The two errors lie on either
side of the truth, which is a comfort, though two weeks are not many.""",
    """Who were the nineteen of the Halcyon? The inquiry lists names and trades. Eleven were
market women, five worked at the kilns, two were children and one was never named. None of
them had paid more than half the fare. The newspapers of the capital spoke of excursionists,
and went on doing so for weeks. It is a small correction to make after a century, but it
should be made: the night boat was a workers’ ferry, and its dead were workers.""",
    "",
    """The count ends in 1914, when the boat was requisitioned. By then it carried about 26,500
people a year, more than the day boat in any year before 1905. A history of the ferry that
is written from the daytime, as most have been, is a history of the smaller part of it.""",
)
"""Weir's paper, pages 45 to 50, in two columns; page 49 is a picture of a page."""
