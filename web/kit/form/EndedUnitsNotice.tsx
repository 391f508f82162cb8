import type { Draft, EndedUnit } from '@platform/server/services'
import { Button } from '../Button.tsx'
import { showDay } from '../format.ts'
import { Row, Stack } from '../Layout.tsx'
import { Notice } from '../Notice.tsx'
import { text, useText } from '../text.ts'
import type { Answers } from './form-state.ts'

const words = text({
  one: {
    vi: (was: string, day: string, is: string) =>
      `${was} không còn từ ngày ${day}. Biểu mẫu đã ghi theo nơi mới: ${is}.`,
    en: (was: string, day: string, is: string) =>
      `${was} ended on ${day}. The form has the place it is in now: ${is}.`,
  },
  several: {
    vi: (was: string, day: string) => `${was} đã chia từ ngày ${day}. Nơi bạn ghi nay thuộc nơi nào?`,
    en: (was: string, day: string) => `${was} was divided on ${day}. Where does the place you gave lie now?`,
  },
  law: { vi: (law: string) => `Theo ${law}.`, en: (law: string) => `By ${law}.` },
})

interface EndedUnitsNoticeProps {
  /** As the draft was opened: what has been put right since is still said. */
  first: Draft
  answers: Answers
  onAnswer: (name: string, value: unknown) => void
}

/** Places in a draft whose commune has ended meanwhile: put right where there is one, else to be chosen. */
export function EndedUnitsNotice({ first, answers, onAnswer }: EndedUnitsNoticeProps) {
  return first.endedUnits.map((ended) => (
    <EndedUnitNotice key={ended.field} ended={ended} answer={answers[ended.field]} onAnswer={onAnswer} />
  ))
}

function EndedUnitNotice({
  ended: { field, was, endedOn, law, choices },
  answer,
  onAnswer,
}: {
  ended: EndedUnit
  answer: unknown
  onAnswer: (name: string, value: unknown) => void
}) {
  const t = useText(words)
  const given = (answer ?? {}) as { unitId?: number }
  const now = choices.find(({ unitId }) => unitId === given.unitId)
  const day = showDay(endedOn)
  return (
    <Notice look={now ? 'info' : 'wait'}>
      <Stack>
        <p>
          {now ? t.one(was, day, now.name) : t.several(was, day)} {law ? t.law(law) : null}
        </p>
        {now ? null : (
          <Row>
            {choices.map(({ unitId, provinceId, name }) => (
              <Button key={unitId} onClick={() => onAnswer(field, { ...given, unitId, provinceId })}>
                {name}
              </Button>
            ))}
          </Row>
        )}
      </Stack>
    </Notice>
  )
}
