/**
 * A kind of paper as data: what it is called, which form it follows, its blocks, who signs. Bundles of services
 * bring their own; the residence forms CT04–CT08 come with this module (`templates/*.json`).
 */
import { type Static, Type } from 'typebox'

const Text = Type.String({ minLength: 1, maxLength: 4_000 })
/** A dotted path into the data; the block is printed only when there is something there. */
const Path = Type.String({ pattern: '^[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*){0,4}$' })
const condition = { when: Type.Optional(Path), unless: Type.Optional(Path) }

export const Block = Type.Union([
  Type.Object({ block: Type.Literal('heading'), text: Text, ...condition }, { additionalProperties: false }),
  Type.Object(
    {
      block: Type.Literal('paragraph'),
      text: Text,
      align: Type.Optional(Type.Union([Type.Literal('justify'), Type.Literal('center')])),
      bold: Type.Optional(Type.Boolean()),
      ...condition,
    },
    { additionalProperties: false },
  ),
  /** Căn cứ pháp lý: one line for each law, in italics. */
  Type.Object(
    { block: Type.Literal('basis'), items: Type.Array(Text, { minItems: 1, maxItems: 10 }), ...condition },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      block: Type.Literal('fields'),
      numbered: Type.Optional(Type.Boolean()),
      rows: Type.Array(
        Type.Object({ label: Text, value: Text, ...condition }, { additionalProperties: false }),
        { minItems: 1, maxItems: 40 },
      ),
      ...condition,
    },
    { additionalProperties: false },
  ),
  /** One row for each element of the array at `rows`; inside, `row.` is that element and `no` its number. */
  Type.Object(
    {
      block: Type.Literal('table'),
      rows: Path,
      columns: Type.Array(
        Type.Object(
          {
            title: Text,
            value: Text,
            /** Share of the width. */
            width: Type.Number({ minimum: 0.02, maximum: 1 }),
            align: Type.Optional(
              Type.Union([Type.Literal('center'), Type.Literal('left'), Type.Literal('right')]),
            ),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 10 },
      ),
      ...condition,
    },
    { additionalProperties: false },
  ),
  /** A numbered line for each element of the array at `rows`. */
  Type.Object(
    { block: Type.Literal('list'), rows: Path, text: Text, ...condition },
    { additionalProperties: false },
  ),
  Type.Object({ block: Type.Literal('note'), text: Text, ...condition }, { additionalProperties: false }),
])
export type Block = Static<typeof Block>

export const DocumentTemplate = Type.Object(
  {
    kind: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{1,40}$' }),
    version: Type.Integer({ minimum: 1 }),
    /** Shown to people in lists. */
    name: Type.Object({ vi: Text, en: Text }, { additionalProperties: false }),
    /** Printed at the top right: the form and its circular. */
    form: Type.Optional(Text),
    /** Symbol after the number, e.g. "TNHS" in "Số: 15/TNHS". */
    symbol: Type.Optional(Type.String({ maxLength: 20 })),
    title: Text,
    subtitle: Type.Optional(Text),
    /** "Kính gửi: …" */
    addressee: Type.Optional(Text),
    blocks: Type.Array(Block, { minItems: 1, maxItems: 40 }),
    /** The line above the signature when the signer's own position is not what the form asks for. */
    signatureTitle: Type.Optional(Text),
    /** "Nơi nhận:" */
    recipients: Type.Optional(Type.Array(Text, { maxItems: 6 })),
    /** What ends its validity early: it says something that is no longer so. */
    endsWith: Type.Optional(Type.Literal('residence-change')),
    /** How long the paper is good for; none when it does not expire. */
    validMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 1200 })),
  },
  { additionalProperties: false },
)
export type DocumentTemplate = Static<typeof DocumentTemplate>
