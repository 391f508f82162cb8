import {
  type CertificateNameKind,
  certificateNameKinds,
  certificateNameShapes,
} from '@platform/server/authentication'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { CheckField, ChoiceField } from '../../kit/choices.tsx'
import { LongTextField, SelectField, TextField } from '../../kit/inputs.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { text, useText } from '../../kit/text.ts'
import { type MadeKey, makeKey, readKey } from './key-making.ts'

const words = text({
  how: { vi: 'Khóa của hệ thống', en: 'The system’s key' },
  make: { vi: 'Tạo khóa ngay tại đây', en: 'Make a key here' },
  makeHint: {
    vi: 'Khóa bí mật chỉ hiện một lần và không gửi đi đâu',
    en: 'The private key is shown once and sent nowhere',
  },
  paste: {
    vi: 'Dán khóa công khai (JWK) hoặc chứng thư (PEM)',
    en: 'Paste a public key (JWK) or certificate (PEM)',
  },
  authority: {
    vi: 'Chứng thư của tổ chức chứng thực được nhận ở đây',
    en: 'A certificate of an authority that is trusted here',
  },
  authorityHint: {
    vi: 'Đổi chứng thư cùng tên thì không phải đăng ký lại',
    en: 'A new certificate under the same name needs no change here',
  },
  kind: { vi: 'Nhận ra theo', en: 'Known by' },
  subject_dn: { vi: 'Tên chủ thể (subject DN)', en: 'Subject name (DN)' },
  san_dns: { vi: 'Tên miền (SAN DNS)', en: 'Host name (SAN DNS)' },
  san_uri: { vi: 'Địa chỉ URI (SAN URI)', en: 'URI (SAN URI)' },
  san_ip: { vi: 'Địa chỉ IP (SAN IP)', en: 'IP address (SAN IP)' },
  san_email: { vi: 'Thư điện tử (SAN email)', en: 'E-mail (SAN email)' },
  name: { vi: 'Tên trong chứng thư', en: 'Name in the certificate' },
  nameHint: {
    vi: (example: string) => `Viết đúng từng chữ, ví dụ: ${example}`,
    en: (example: string) => `To the letter, for example: ${example}`,
  },
  notName: {
    vi: 'Chưa phải tên thuộc loại đã chọn ở trên',
    en: 'Not yet a name of the kind chosen above',
  },
  pasted: { vi: 'Khóa công khai hoặc chứng thư', en: 'Public key or certificate' },
  notKey: {
    vi: 'Chưa phải khóa công khai EC P-256 hay chứng thư PEM. Đừng dán khóa bí mật.',
    en: 'Not a public EC P-256 key or PEM certificate. Never paste a private key.',
  },
  generate: { vi: 'Tạo khóa', en: 'Make the key' },
  once: { vi: 'Hãy lưu khóa bí mật này ngay', en: 'Keep this private key now' },
  onceWhat: {
    vi: 'Khóa chỉ hiện một lần; chúng tôi không giữ bản nào. Mất khóa thì tạo khóa mới.',
    en: 'It is shown once; we keep no copy. If it is lost, make another.',
  },
  copy: { vi: 'Chép khóa', en: 'Copy the key' },
  copied: { vi: 'Đã chép', en: 'Copied' },
  saved: { vi: 'Tôi đã lưu khóa bí mật', en: 'I have kept the private key' },
})

const examples: Record<CertificateNameKind, string> = {
  subject_dn: 'CN=api.nganhang.example,O=Ngân hàng,C=VN',
  san_dns: 'api.nganhang.example',
  san_uri: 'https://api.nganhang.example/he-thong',
  san_ip: '203.0.113.7',
  san_email: 'he-thong@nganhang.example',
}

function isName(kind: CertificateNameKind, value: string): boolean {
  return new RegExp(certificateNameShapes[kind], 'i').test(value)
}

export type ChosenKey =
  | NonNullable<ReturnType<typeof readKey>>
  | { certificateName: { kind: CertificateNameKind; value: string } }

interface KeyChoiceProps {
  onChoose: (key: ChosenKey | null) => void
  /** Certificates of authorities are accepted here. */
  authorities: boolean
}

/** A key made in the browser or pasted; answers null until there is one that may be sent. */
export function KeyChoice({ onChoose, authorities }: KeyChoiceProps) {
  const t = useText(words)
  const [how, setHow] = useState('make')
  return (
    <Stack>
      <ChoiceField
        label={t.how}
        value={how}
        onChange={(value) => {
          setHow(value)
          onChoose(null)
        }}
        options={[
          { value: 'make', label: t.make, hint: t.makeHint },
          { value: 'paste', label: t.paste },
          ...(authorities ? [{ value: 'name', label: t.authority, hint: t.authorityHint }] : []),
        ]}
      />
      {how === 'make' ? <MakeKey onChoose={onChoose} /> : null}
      {how === 'paste' ? <PasteKey onChoose={onChoose} /> : null}
      {how === 'name' ? <CertificateNameFields onChoose={onChoose} /> : null}
    </Stack>
  )
}

function MakeKey({ onChoose }: { onChoose: (key: ChosenKey | null) => void }) {
  const t = useText(words)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [saved, setSaved] = useState(false)
  const [copied, setCopied] = useState(false)
  if (!made)
    return (
      <Actions>
        <Button icon="key" onClick={() => void makeKey().then(setMade)}>
          {t.generate}
        </Button>
      </Actions>
    )
  return (
    <Notice look="wait" title={t.once} now>
      <p>{t.onceWhat}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it is reached by the keyboard. */}
      <pre className="secret" tabIndex={0}>
        {made.privateText}
      </pre>
      <p>
        <Button
          icon={copied ? 'check' : 'file'}
          onClick={() => void navigator.clipboard.writeText(made.privateText).then(() => setCopied(true))}
        >
          {copied ? t.copied : t.copy}
        </Button>
      </p>
      <CheckField
        label={t.saved}
        value={saved}
        onChange={(on) => {
          setSaved(on)
          onChoose(on ? { jwk: made.publicJwk } : null)
        }}
      />
    </Notice>
  )
}

/** Which name in its certificate the system is known by. */
export function CertificateNameFields({ onChoose }: { onChoose: (key: ChosenKey | null) => void }) {
  const t = useText(words)
  const [kind, setKind] = useState<CertificateNameKind>('subject_dn')
  const [value, setValue] = useState('')
  const choose = (name: { kind: CertificateNameKind; value: string }) => {
    setKind(name.kind)
    setValue(name.value)
    const said = { ...name, value: name.value.trim() }
    onChoose(isName(said.kind, said.value) ? { certificateName: said } : null)
  }
  const isWrong = value.trim() !== '' && !isName(kind, value.trim())
  return (
    <>
      <SelectField
        label={t.kind}
        value={kind}
        onChange={(chosen) => choose({ kind: chosen as CertificateNameKind, value })}
        options={certificateNameKinds.map((one) => ({ value: one, label: t[one] }))}
      />
      <TextField
        label={t.name}
        hint={t.nameHint(examples[kind])}
        error={isWrong ? t.notName : null}
        value={value}
        maxLength={300}
        onChange={(typed) => choose({ kind, value: typed })}
      />
    </>
  )
}

function PasteKey({ onChoose }: { onChoose: (key: ChosenKey | null) => void }) {
  const t = useText(words)
  const [typed, setTyped] = useState('')
  const isWrong = typed.trim() !== '' && readKey(typed) === null
  return (
    <LongTextField
      label={t.pasted}
      value={typed}
      maxLength={10_000}
      error={isWrong ? t.notKey : null}
      onChange={(value) => {
        setTyped(value)
        onChoose(readKey(value))
      }}
    />
  )
}
