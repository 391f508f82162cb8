import type { DeskAct, DeskDossier } from '@platform/server/services'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button, type ButtonLook } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { useFirstField } from '../../kit/first-field.ts'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import type { Sender } from '../../kit/queries.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActProblem } from './ActProblem.tsx'
import type { useSeen } from './acting.ts'

const words = text({
  over: {
    vi: 'Hồ sơ không còn ở tình trạng làm được việc này',
    en: 'The dossier has moved on; this cannot be done any more',
  },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  moved: {
    vi: 'Hồ sơ vừa có thay đổi trong khi bạn đang nhập. Hãy đọc lại trước khi gửi; những gì bạn đã nhập vẫn còn nguyên.',
    en: 'The dossier changed while you were typing. Read it again before you send; what you typed is still here.',
  },
  reread: { vi: 'Tôi đã đọc lại', en: 'I have read it again' },
})

interface ActDialogProps {
  dossier: DeskDossier
  act: DeskAct
  title: string
  send: string
  look?: ButtonLook
  seen: ReturnType<typeof useSeen>
  sender: Pick<Sender<never, DeskDossier>, 'pending' | 'problem' | 'reset'>
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

/** The frame of an act that asks for something: what was typed stays whatever the server answers. */
export function ActDialog({
  dossier,
  act,
  title,
  send,
  look = 'primary',
  seen,
  sender,
  onSend,
  onClose,
  children,
}: ActDialogProps) {
  const t = useText(words)
  const show = useWords()
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  const said = useRef<HTMLDivElement>(null)
  const speaks = sender.problem !== null || (seen.outOfDate && !sender.pending)
  useEffect(() => {
    if (speaks) said.current?.scrollIntoView({ block: 'nearest' })
  }, [speaks])
  const choice = dossier.acts.find((one) => one.act === act)
  const notNow = choice?.allowed || sender.pending ? null : show(choice?.why) || t.over
  const catchUp = () => {
    sender.reset()
    void seen.catchUp()
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!sender.pending) onSend()
        }}
      >
        {children}
        {speaks ? (
          <div ref={said}>
            {sender.problem ? (
              <ActProblem problem={sender.problem} onCatchUp={catchUp} />
            ) : (
              <Notice look="wait" now>
                <p>{t.moved}</p>
                <p>
                  <Button onClick={catchUp}>{t.reread}</Button>
                </p>
              </Notice>
            )}
          </div>
        ) : null}
        <Actions>
          <Button look={look} type="submit" pending={sender.pending} notNow={notNow}>
            {send}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </form>
    </Dialog>
  )
}
