import { type BundleFault, checkService, compareBundles, publishService } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ChangesList } from './ChangesList.tsx'

const words = text({
  title: { vi: 'Phiên bản mới', en: 'A new version' },
  begin: { vi: 'Soạn phiên bản mới', en: 'Write a new version' },
  label: { vi: 'Gói dịch vụ (JSON)', en: 'Bundle (JSON)' },
  hint: {
    vi: 'Bắt đầu từ bản đang áp dụng. Sửa, kiểm tra, xem khác gì, rồi công bố.',
    en: 'Begins with the version in force. Change it, check it, look at what differs, publish.',
  },
  check: { vi: 'Kiểm tra', en: 'Check' },
  publish: { vi: 'Công bố', en: 'Publish' },
  first: {
    vi: 'Kiểm tra không còn lỗi thì mới công bố được',
    en: 'It can be published once the check finds nothing',
  },
  close: { vi: 'Bỏ, không lưu', en: 'Leave without saving' },
  good: {
    vi: 'Không có lỗi. Xem lại chỗ khác nhau rồi công bố.',
    en: 'Nothing is wrong. Look at what differs, then publish.',
  },
  faults: {
    vi: (count: number) => `${count} lỗi cần sửa`,
    en: (count: number) => `${count} faults to mend`,
  },
  notJson: { vi: 'Chưa phải JSON hợp lệ', en: 'Not JSON' },
  published: {
    vi: (version: number) => `Đã công bố phiên bản ${version}, áp dụng ngay`,
    en: (version: number) => `Version ${version} is published and in force`,
  },
})

interface BundleEditorProps {
  code: string
  /** The version it begins with. */
  from: number
  next: number
  bundle: unknown
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}

/** Writes, checks, compares and publishes the next version of a service. */
export function BundleEditor({ code, from, next, bundle, isOpen, onOpen }: BundleEditorProps) {
  const t = useText(words)
  const [typed, setTyped] = useState('')
  const [checked, setChecked] = useState<{ of: string; faults: readonly BundleFault[] } | null>(null)
  const check = useCall(checkService)
  const compare = useCall(compareBundles)
  const publish = useCall(publishService, {
    onReply: ({ version }) => {
      onOpen(false)
      say(t.published(version))
    },
  })
  const isGood = checked?.of === typed && checked.faults.length === 0

  function begin() {
    setTyped(JSON.stringify({ ...(bundle as object), version: next }, null, 2))
    setChecked(null)
    onOpen(true)
  }
  async function look() {
    const given = parsed(typed)
    if (given === undefined) {
      setChecked({ of: typed, faults: [{ at: '/', fault: words.notJson }] })
      return
    }
    const found = await check.send({ body: { bundle: given } })
    if (!found) return
    setChecked({ of: typed, faults: found.faults })
    if (found.faults.length === 0) {
      await compare.send({ params: { code }, body: { from, to: { bundle: given } } })
    }
  }

  if (!isOpen) {
    return (
      <Card title={t.title} icon="edit">
        <Actions>
          <Button look="primary" onClick={begin}>
            {t.begin}
          </Button>
        </Actions>
      </Card>
    )
  }
  return (
    <Card title={t.title} icon="edit" look="attention">
      <LongTextField
        label={t.label}
        hint={t.hint}
        value={typed}
        onChange={setTyped}
        maxLength={250_000}
        tall
      />
      {checked?.of === typed && checked.faults.length > 0 ? <Faults faults={checked.faults} /> : null}
      {isGood ? (
        <>
          <Notice look="done" now>
            {t.good}
          </Notice>
          {compare.reply ? <ChangesList {...compare.reply} /> : null}
        </>
      ) : null}
      {[check, compare, publish].map(({ problem }) =>
        problem ? <ErrorState key={problem.status} problem={problem} /> : null,
      )}
      <Actions>
        <Button pending={check.pending || compare.pending} onClick={() => void look()}>
          {t.check}
        </Button>
        <Button
          look="primary"
          pending={publish.pending}
          notNow={isGood ? null : t.first}
          onClick={() => void publish.send({ body: { bundle: parsed(typed) } })}
        >
          {t.publish}
        </Button>
        <Button look="quiet" onClick={() => onOpen(false)}>
          {t.close}
        </Button>
      </Actions>
    </Card>
  )
}

function Faults({ faults }: { faults: readonly BundleFault[] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Notice look="wrong" title={t.faults(faults.length)} now>
      <ul className="stack stack-tight">
        {faults.map(({ at, fault }) => (
          <li key={`${at}${fault.en}`}>
            <code className="strong">{at}</code>: {show(fault)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
