import type { Attachment } from '@platform/server/services'
import { useRef, useState } from 'react'
import { Button } from '../Button.tsx'
import { CheckField } from '../choices.tsx'
import { FieldGroup, type FieldWords } from '../Field.tsx'
import { FileLink } from '../FileLink.tsx'
import { useLanguage } from '../language.ts'
import { Notice } from '../Notice.tsx'
import { asProblem, type ProblemError } from '../problem-error.ts'
import { text, useText } from '../text.ts'
import './AttachmentsField.css'
import { type Attaching, useAttaching } from './attaching.ts'
import { type PhotoDoubt, readyPhoto } from './photo.ts'

const words = text({
  take: { vi: 'Chụp ảnh', en: 'Take a picture' },
  choose: { vi: 'Chọn tệp', en: 'Choose files' },
  file: { vi: (number: number) => `Tệp ${number}`, en: (number: number) => `File ${number}` },
  pages: { vi: (pages: number) => `${pages} trang`, en: (pages: number) => `${pages} pages` },
  sending: { vi: 'Đang gửi tệp lên', en: 'Sending the file' },
  up: { vi: 'Lên trước', en: 'Move up' },
  remove: { vi: 'Bỏ tệp', en: 'Remove' },
  compared: { vi: 'đã đối chiếu với bản chính', en: 'compared with the original' },
  notCompared: { vi: 'bản chụp chưa đối chiếu', en: 'copy, not compared yet' },
  iCompared: { vi: 'Tôi đã đối chiếu với bản chính', en: 'I compared it with the original' },
  dark: {
    vi: 'Ảnh có vẻ tối. Bấm vào tệp để xem lại; nếu khó đọc, hãy bỏ tệp và chụp ở chỗ sáng hơn.',
    en: 'The picture seems dark. Open it; if it is hard to read, remove it and take it again in better light.',
  },
  blurred: {
    vi: 'Ảnh có vẻ mờ. Bấm vào tệp để xem lại; nếu khó đọc, hãy bỏ tệp và chụp lại, giữ chắc tay.',
    en: 'The picture seems blurred. Open it; if it is hard to read, remove it and take it again with a steady hand.',
  },
})
const kinds: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPG', 'image/png': 'PNG' }
const TAKES = 'image/jpeg,image/png,application/pdf'

interface AttachmentsFieldProps extends FieldWords {
  /** Code of the paper, or name of the field. */
  slot: string
}

/** Files for one paper: taken by the camera or chosen, checked at once, put in order, removed again. */
export function AttachmentsField({ slot, ...field }: AttachmentsFieldProps) {
  const attaching = useAttaching()
  return attaching ? <Attachments slot={slot} attaching={attaching} {...field} /> : null
}

function Attachments({ slot, attaching, ...field }: AttachmentsFieldProps & { attaching: Attaching }) {
  const t = useText(words)
  const language = useLanguage()
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const [doubt, setDoubt] = useState<PhotoDoubt>(null)
  const { calls, onAttached } = attaching
  const files = attaching.attachments.filter((one) => one.slot === slot)

  const send = async (chosen: readonly File[]) => {
    setProblem(null)
    setDoubt(null)
    try {
      for (const file of chosen) {
        setShare(0)
        const ready = await readyPhoto(file)
        const reply = await calls.add(slot, ready.file, setShare)
        if (ready.doubt) setDoubt(ready.doubt)
        onAttached(reply.attachments)
      }
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setShare(null)
    }
  }
  const change = async (work: () => Promise<{ attachments: Attachment[] }>) => {
    setProblem(null)
    try {
      onAttached((await work()).attachments)
    } catch (error) {
      setProblem(asProblem(error))
    }
  }
  const moveUp = (at: number) => {
    const ids = files.map(({ attachmentId }) => attachmentId)
    ids.splice(at - 1, 2, ids[at]!, ids[at - 1]!)
    return change(() => calls.order(slot, ids))
  }

  return (
    <FieldGroup {...field}>
      {files.length > 0 ? (
        <ol className="attachments">
          {files.map((file, at) => (
            <li key={file.attachmentId} className="attachments-file">
              <FileLink
                href={calls.hrefOf(file.attachmentId)}
                name={[t.file(at + 1), file.pages > 1 ? t.pages(file.pages) : ''].filter(Boolean).join(', ')}
                kind={kinds[file.contentType] ?? ''}
                bytes={file.sizeBytes}
              />
              {file.digitised ? (
                <span className="small muted">{file.digitised.compared ? t.compared : t.notCompared}</span>
              ) : null}
              <span className="attachments-acts">
                {at > 0 ? (
                  <Button look="quiet" onClick={() => void moveUp(at)}>
                    {t.up} <span className="visually-hidden">{t.file(at + 1)}</span>
                  </Button>
                ) : null}
                <Button
                  look="quiet"
                  icon="close"
                  onClick={() => void change(() => calls.remove(file.attachmentId))}
                >
                  {t.remove} <span className="visually-hidden">{t.file(at + 1)}</span>
                </Button>
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {files.length > 0 && calls.compare ? (
        <CheckField
          label={t.iCompared}
          value={files.every(({ digitised }) => digitised?.compared)}
          onChange={(compared) => void change(() => calls.compare!(slot, compared))}
        />
      ) : null}
      {share === null ? null : (
        <p className="attachments-sending" role="status">
          {t.sending} <progress aria-label={t.sending} value={share} max={1} />
        </p>
      )}
      {problem ? (
        <Notice look="wrong" now title={problem.title(language)}>
          {problem.detail(language)}
        </Notice>
      ) : null}
      {doubt ? (
        <Notice look="wait" now>
          {t[doubt]}
        </Notice>
      ) : null}
      <div className="attachments-choose">
        <Chooser words={t.take} icon="camera" capture busy={share !== null} onChosen={send} />
        <Chooser words={t.choose} icon="upload" busy={share !== null} onChosen={send} />
      </div>
    </FieldGroup>
  )
}

interface ChooserProps {
  words: string
  icon: 'camera' | 'upload'
  /** Opens the camera where there is one. */
  capture?: boolean
  busy: boolean
  onChosen: (files: readonly File[]) => Promise<void>
}

/** A button that opens the browser's own chooser; the same file may be chosen again. */
function Chooser({ words: label, icon, capture = false, busy, onChosen }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={icon} pending={busy} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={label}
        accept={capture ? 'image/*' : TAKES}
        multiple={!capture}
        {...(capture ? { capture: 'environment' as const } : {})}
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])]
          target.value = ''
          if (chosen.length > 0) void onChosen(chosen)
        }}
      />
    </>
  )
}
