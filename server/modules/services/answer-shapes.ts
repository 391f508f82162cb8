/** Answers have the shape of their field before anything looks at them; whether they are right is asked at submission. */

import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Bundle } from './bundle.ts'
import { answersWrong, type FieldError, type FieldKind } from './contract.ts'
import { isPresent } from './rules/expression.ts'
import { fieldsOf } from './rules/form.ts'

const Id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const Line = Type.String({ maxLength: 500 })
const shapes: Readonly<Record<FieldKind, TSchema>> = {
  text: Line,
  'long-text': Type.String({ maxLength: 5000 }),
  amount: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  phone: Line,
  email: Line,
  day: Type.String({ maxLength: 10 }),
  choice: Line,
  'yes-no': Type.Boolean(),
  consent: Type.Boolean(),
  number: Line,
  address: Line,
  dwelling: Type.Object(
    {
      provinceId: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      unitId: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      dwellingId: Type.Optional(Id),
      newAddressLine: Type.Optional(Line),
    },
    { additionalProperties: false },
  ),
  household: Id,
  members: Type.Array(Id, { maxItems: 50 }),
  people: Type.Array(Type.Object({ name: Line, number: Line }, { additionalProperties: false }), {
    maxItems: 50,
  }),
  unit: Type.Object(
    {
      provinceId: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      unitId: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    },
    { additionalProperties: false },
  ),
  'payment-account': Type.Object(
    { bank: Type.Optional(Line), number: Type.Optional(Line), holder: Type.Optional(Line) },
    { additionalProperties: false },
  ),
  document: Type.Array(Id, { maxItems: 10 }),
  note: Type.Null(),
}

const message = { vi: 'Mục này chưa đúng dạng', en: 'This is not in the right form' }

/** Throws answersWrong at every field whose answer is not of its kind. What is empty is not yet wrong. */
export function mustHaveShapes(bundle: Bundle, answers: Record<string, unknown>): void {
  const errors: FieldError[] = fieldsOf(bundle.form)
    .filter(({ name, kind }) => isPresent(answers[name]) && !Value.Check(shapes[kind], answers[name]))
    .map(({ name }) => ({ field: name, message }))
  if (errors.length > 0) throw answersWrong({ with: { errors } })
}
