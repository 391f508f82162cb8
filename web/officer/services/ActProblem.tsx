import {
  actNotNow,
  approvalDecided,
  dossierChanged,
  effectRefused,
  heldByOther,
} from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { useLanguage } from '../../kit/language.ts'
import { Notice } from '../../kit/Notice.tsx'
import { ProblemError } from '../../kit/problem-error.ts'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  kept: { vi: 'Những gì bạn đã nhập vẫn còn nguyên ở đây.', en: 'What you typed is still here.' },
  reload: { vi: 'Tải lại hồ sơ', en: 'Reload the dossier' },
  register: { vi: 'Cơ sở dữ liệu trả lời:', en: 'The register says:' },
})

/** Why an act was not done. When someone else was faster, the dossier is read again and what was typed stays. */
export function ActProblem({ problem, onCatchUp }: { problem: ProblemError; onCatchUp: () => void }) {
  const t = useText(words)
  const language = useLanguage()
  const raced = [dossierChanged, actNotNow, heldByOther, approvalDecided].some((one) => problem.is(one))
  if (!raced && !problem.is(effectRefused)) return <ErrorState problem={problem} />
  const said = problem.body['problem'] as Record<string, unknown> | undefined
  return (
    <Notice look="wrong" title={problem.title(language)} now>
      {problem.detail(language) ? <p>{problem.detail(language)}</p> : null}
      {said ? (
        <p>
          {t.register} <strong>{new ProblemError(409, said).title(language)}</strong>
        </p>
      ) : null}
      {raced ? (
        <>
          <p>{t.kept}</p>
          <p>
            <Button icon="undo" onClick={onCatchUp}>
              {t.reload}
            </Button>
          </p>
        </>
      ) : null}
    </Notice>
  )
}
