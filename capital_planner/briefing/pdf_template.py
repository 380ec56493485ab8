"""The page of a printed paper, in the language of typst.

Every word comes from outside as a string of JSON, which typst prints and never
reads as markup or code.
"""

TEMPLATE = r"""
#let paper = json(bytes(sys.inputs.at("paper")))
#let ink = rgb(paper.look.ink)
#let grey = rgb(paper.look.grey)
#set document(title: paper.title, author: paper.author, date: none)
#set text(
  font: paper.look.family, size: paper.type * 1pt, lang: "en", region: "gb",
  fill: ink, hyphenate: false, fallback: false,
)
#set par(leading: 0.62em, spacing: 0.95em, justify: false)
#set list(indent: 0.4em, body-indent: 0.7em, spacing: 0.7em)
#set enum(indent: 0.4em, body-indent: 0.7em, spacing: 0.7em)
#show heading: set block(sticky: true, below: 0.9em)
#show heading.where(level: 1): set text(size: if paper.bound { 1.9em } else { 1.3em })
#show heading.where(level: 2): set text(size: 1.3em)
#show heading.where(level: 2): set block(above: 1.5em)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: image): set figure.caption(position: top)
#show figure.where(kind: "chart"): set figure.caption(position: top)
#show figure.where(kind: "chart"): set block(sticky: true)
#show figure: set figure(gap: 0.6em)
#show figure: set block(below: 1em)
#show figure: set align(left)
#show figure.caption: set align(left)
#show figure.caption: set text(size: 10.5pt, weight: "bold")
#show figure.caption: set block(sticky: true)

#let foot = {
  set text(size: paper.look.foot * 1pt, fill: ink)
  set par(leading: 0.45em, spacing: 0.5em)
  line(length: 100%, stroke: 0.5pt + grey)
  v(0.4em)
  grid(
    columns: (1fr, auto), column-gutter: 2em, align: bottom,
    paper.foot.first(),
    context [Page #counter(page).display() of #counter(page).final().first()],
  )
  for text in paper.foot.slice(1) { par(text) }
}
#let margin(sheet) = (
  x: paper.look.side * 1mm,
  top: paper.look.top * 1mm,
  bottom: paper.bottoms.at(sheet) * 1mm,
)
#set page(
  paper: "a4",
  margin: margin(0),
  header: align(center, text(size: 11pt, weight: "bold", paper.marking)),
  header-ascent: 7mm,
  footer: foot,
  footer-descent: 4mm,
)

#let shown(it) = image(
  bytes(sys.inputs.at("picture " + it.key)), format: "svg",
  alt: it.said, width: it.width * 1pt,
)
// How close rows and figures are, and the type, where a section is to have one page;
// so many of them, hardly seen, for any section.
#let gently = 5
#let usual = (above: 2.6pt, below: 3.4pt, apart: 1.3em, type: 1)
#let closer = (
  usual,
  (above: 2.1pt, below: 2.8pt, apart: 1.1em, type: 1),
  ..(1, 0.96, 0.92, 0.88, 0.84).map(type => (
    above: 1.9pt, below: 2.3pt, apart: 0.9em, type: type,
  )),
)
#let table-of(it, set-at, titled: true) = {
  let side(n) = if it.right.at(n) { right } else { left }
  show figure: set block(breakable: it.rows.len() > paper.look.whole)
  figure(
    kind: table, supplement: none, numbering: none,
    caption: if titled { it.title },
    {
      set text(size: calc.max(it.size * set-at.type, paper.look.least) * 1pt)
      set par(leading: 0.5em)
      table(
        columns: it.widths.map(width => width * 1pt),
        inset: (
          x: paper.look.padding * 0.5pt, top: set-at.above, bottom: set-at.below,
        ),
        stroke: (x, y) => (bottom: 0.5pt + rgb(paper.look.rule)),
        fill: (x, y) => if y == 0 { rgb(paper.look.shade) },
        table.header(
          repeat: true,
          ..it.heads.enumerate().map(((n, head)) => table.cell(
            align: side(n) + bottom, strong(head),
          )),
        ),
        ..it.rows.map(row => row.enumerate().map(
          ((n, cell)) => table.cell(
            align: side(n) + top, breakable: false, cell,
          ),
        )).flatten(),
      )
    },
  )
  if it.notes.len() > 0 {
    set text(size: 9pt, fill: grey)
    set par(leading: 0.5em, spacing: 0.55em)
    block(above: 0.6em, below: 1.2em, for note in it.notes { par(note) })
  }
}
#let writers(set-at) = (
  heading: it => heading(level: if paper.bound { 2 } else { 1 }, it.text),
  paragraph: it => par(if it.strong { strong(it.text) } else { it.text }),
  points: it => if it.numbered { enum(..it.items) } else { list(..it.items) },
  table: it => table-of(it, set-at),
  picture: it => figure(
    kind: image, supplement: none, numbering: none, caption: it.caption,
    shown(it),
  ),
  chart: it => {
    figure(
      kind: "chart", supplement: none, numbering: none, caption: it.caption,
      shown(it),
    )
    table-of(it.table, set-at, titled: it.table.title != it.caption)
  },
)

#if paper.bound {
  v(1fr)
  block(width: 100%, {
    show title: set text(size: 32pt)
    show title: set par(leading: 0.35em)
    title()
  })
  v(0.5em)
  text(size: 16pt, paper.subtitle)
  v(1.5em)
  for text in paper.opening { par(text) }
  if paper.marking != "" { par(strong(paper.marking)) }
  v(2fr)
  pagebreak()
  outline(title: "Contents", depth: 1)
} else {
  block(width: 100%, {
    set text(size: calc.max(15, 1.125 * paper.type) * 1pt, weight: "bold")
    title()
  })
  par(paper.subtitle)
}

#let written(section, set-at) = {
  set text(size: paper.type * set-at.type * 1pt)
  show figure: set block(above: set-at.apart)
  for (n, it) in section.blocks.enumerate() {
    let shown = (writers(set-at).at(it.kind))(it)
    let next = section.blocks.at(n + 1, default: (kind: "none")).kind
    // A few large lines of a leaflet stay together, and words with their table.
    if not paper.bound and it.kind == "points" {
      block(breakable: false, shown)
    } else if it.kind == "paragraph" and next in ("table", "chart", "picture") {
      block(above: 0.95em, below: 0.95em, sticky: true, shown)
    } else { shown }
  }
}
#let on-one-page(section) = layout(room => {
  let whole(set-at) = measure(block(width: room.width, {
    heading(level: 1, section.title)
    written(section, set-at)
  })).height
  let fits(set-at) = whole(set-at) <= room.height
  // What runs over by little is set closer; what runs on is set as usual.
  let runs-on = not section.one_page and whole(usual) > 1.3 * room.height
  let tried = if section.one_page { closer } else { closer.slice(0, gently) }
  let found = if not runs-on { tried.find(fits) }
  let smallest = if section.one_page { closer.last() } else { usual }
  heading(level: 1, section.title)
  written(section, if found != none { found } else { smallest })
})

#for section in paper.sections {
  let body = if paper.bound or section.one_page { on-one-page(section) } else {
    written(section, usual)
  }
  if section.wide [
    #set page(flipped: true, margin: margin(1))
    #body
  ] else [
    #if paper.bound { pagebreak(weak: true) }
    #body
  ]
}
"""
