import { consentFieldWords } from '@platform/server/privacy'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField, ManyField } from '../../kit/choices.tsx'
import { LongTextField, SelectField, TextField } from '../../kit/inputs.tsx'
import { Stack } from '../../kit/Layout.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { type Draft, FOLLOW, type Options, SIGN_IN } from './registration-form.ts'
import { ScopeTermsFields } from './ScopeTermsFields.tsx'

const words = text({
  about: { vi: 'Về hệ thống', en: 'About the system' },
  nameVi: { vi: 'Tên hệ thống (tiếng Việt)', en: 'Name of the system (Vietnamese)' },
  nameHint: { vi: 'Người dân thấy tên này khi được hỏi', en: 'People see this name when they are asked' },
  nameEn: { vi: 'Tên hệ thống (tiếng Anh)', en: 'Name of the system (English)' },
  contactName: { vi: 'Bộ phận chịu trách nhiệm', en: 'Responsible office' },
  email: { vi: 'Thư điện tử của bộ phận', en: 'E-mail of the office' },
  phone: { vi: 'Điện thoại của bộ phận (nếu có)', en: 'Phone of the office (if any)' },
  sector: { vi: 'Tên miền dịch vụ', en: 'Domain of the service' },
  sectorHint: {
    vi: 'Ví dụ: nganhang.vn. Các hệ thống cùng tên miền thấy một mã chung của người dân, hệ thống khác thì không.',
    en: 'E.g. bank.vn. Systems of one domain see the same pseudonym of a person; others another one.',
  },
  securityLevel: { vi: 'Cấp độ an toàn hệ thống thông tin', en: 'Security level of the system' },
  securityHint: {
    vi: (least: number) => `Từ cấp ${least} mới được dùng dữ liệu thật`,
    en: (least: number) => `Level ${least} or higher is needed for real data`,
  },
  level: { vi: (level: number) => `Cấp ${level}`, en: (level: number) => `Level ${level}` },
  provider: { vi: 'Tổ chức cung cấp dịch vụ xác thực', en: 'Licensed authentication provider' },
  providerHint: {
    vi: 'Tổ chức ngoài nhà nước chỉ được hỏi qua một tổ chức được cấp phép. Họ sẽ cần bấm nhận.',
    en: 'Organisations outside the State ask only through a licensed provider, which has to accept.',
  },
  what: { vi: 'Hệ thống làm gì', en: 'What the system does' },
  acts: { vi: 'Chọn những việc cần làm', en: 'Choose what is needed' },
  signIn: { vi: 'Cho người dân đăng nhập', en: 'Sign people in' },
  match: { vi: 'Hỏi đúng hay không đúng', en: 'Ask yes or no' },
  matchHint: {
    vi: 'So với điều người dân đã khai; không trả về dữ liệu',
    en: 'Compared with what the person declared; no data come back',
  },
  attributes: { vi: 'Nhận dữ liệu đã được đồng ý', en: 'Receive consented data' },
  follow: { vi: 'Theo dõi thay đổi', en: 'Follow changes' },
  followHint: {
    vi: 'Được báo các sự kiện hộ tịch và cư trú. Dựa vào sự đồng ý: chỉ của người đã đồng ý, từ khi đồng ý, và chỉ biết có việc gì, ngày nào.',
    en: 'Told of events of civil status and residence. With consent: only of people who agreed, from then on, and only what happened on which day.',
  },
  purpose: { vi: 'Để làm gì', en: 'Purpose' },
  legalBasis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  legalHint: { vi: 'Điều, khoản, văn bản cho phép', en: 'Article and document that allow it' },
  basis: { vi: 'Được phép vì', en: 'Allowed because of' },
  law: { vi: 'Luật cho phép, không cần hỏi từng người', en: 'A law, without asking each person' },
  consent: { vi: 'Từng người đồng ý trong ứng dụng của họ', en: 'Each person’s consent in his app' },
  fields: { vi: 'Những dữ liệu cần dùng', en: 'Data needed' },
  fieldsHint: { vi: 'Chỉ chọn điều thật sự cần', en: 'Choose only what is really needed' },
  scopes: { vi: 'Khi đăng nhập cần biết', en: 'Needed when signing in' },
  addresses: { vi: 'Địa chỉ kỹ thuật', en: 'Technical addresses' },
  redirectUris: { vi: 'Địa chỉ trả về sau đăng nhập', en: 'Return addresses' },
  redirectHint: {
    vi: 'Mỗi dòng một địa chỉ https viết đầy đủ; khi thử nghiệm được dùng http://localhost',
    en: 'One full https address a line; http://localhost is fine in the sandbox',
  },
  postLogoutUris: { vi: 'Địa chỉ sau khi đăng xuất (nếu có)', en: 'Addresses after signing out (if any)' },
  logoutUri: { vi: 'Địa chỉ nhận tin đăng xuất (nếu có)', en: 'Back-channel logout address (if any)' },
  ciba: { vi: 'Xin xác nhận trên điện thoại của người dân', en: 'Approval on the person’s phone' },
  none: { vi: 'Không dùng', en: 'Not used' },
  poll: { vi: 'Có, hệ thống tự hỏi kết quả', en: 'Yes, the system asks for the outcome' },
  ping: { vi: 'Có, được báo tin khi xong', en: 'Yes, it is told when there is one' },
  notifyUri: { vi: 'Địa chỉ nhận báo tin', en: 'Notification address' },
})

interface FieldsProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
  options: Options
  /** What the server found wrong, by field of the registration. */
  flaw: (field: string) => string | null
}

/** Everything an engineer fills in; sections that do not apply are not shown. */
export function RegistrationFields(props: FieldsProps) {
  const signsIn = props.draft.acts.includes(SIGN_IN)
  return (
    <Stack gap="loose">
      <About {...props} />
      <What {...props} />
      {signsIn ? <Addresses {...props} /> : null}
    </Stack>
  )
}

function About({ draft, change, options, flaw }: FieldsProps) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.about} icon="services">
      <Stack>
        <TextField
          label={t.nameVi}
          hint={t.nameHint}
          value={draft.nameVi}
          maxLength={100}
          error={flaw('names')}
          onChange={(nameVi) => change({ nameVi })}
        />
        <TextField
          label={t.nameEn}
          value={draft.nameEn}
          maxLength={100}
          onChange={(nameEn) => change({ nameEn })}
        />
        <TextField
          label={t.contactName}
          value={draft.contactName}
          maxLength={100}
          error={flaw('contact')}
          onChange={(contactName) => change({ contactName })}
        />
        <TextField
          label={t.email}
          type="email"
          inputMode="email"
          value={draft.email}
          maxLength={200}
          onChange={(email) => change({ email })}
        />
        <TextField
          label={t.phone}
          inputMode="tel"
          short
          value={draft.phone}
          maxLength={20}
          onChange={(phone) => change({ phone })}
        />
        <TextField
          label={t.sector}
          hint={t.sectorHint}
          value={draft.sector}
          maxLength={200}
          error={flaw('sector')}
          onChange={(sector) => change({ sector })}
        />
        <SelectField
          label={t.securityLevel}
          hint={t.securityHint(options.securityLevelMin)}
          value={draft.securityLevel}
          error={flaw('securityLevel')}
          onChange={(securityLevel) => change({ securityLevel })}
          options={[1, 2, 3, 4, 5].map((level) => ({ value: String(level), label: t.level(level) }))}
        />
        {options.kind === 'business' ? (
          <SelectField
            label={t.provider}
            hint={t.providerHint}
            value={draft.provider}
            error={flaw('providerAgencyId')}
            onChange={(provider) => change({ provider })}
            options={options.providers.map(({ agencyId, name }) => ({
              value: String(agencyId),
              label: show(name),
            }))}
          />
        ) : null}
      </Stack>
    </Card>
  )
}

function What({ draft, change, options, flaw }: FieldsProps) {
  const t = useText(words)
  const show = useWords()
  const asks = draft.acts.some((act) => act !== SIGN_IN)
  const wantsData = draft.acts.some((act) => act !== SIGN_IN && act !== FOLLOW)
  const law = options.purposes.find(({ code }) => code === draft.purpose)?.legalBasis
  return (
    <Card title={t.what} icon="check">
      <Stack>
        <ManyField
          label={t.acts}
          value={draft.acts}
          error={flaw('acts')}
          onChange={(acts) => change({ acts })}
          options={[
            { value: SIGN_IN, label: t.signIn },
            { value: 'verification.match', label: t.match, hint: t.matchHint },
            { value: 'verification.attributes', label: t.attributes },
            { value: FOLLOW, label: t.follow, hint: t.followHint },
          ]}
        />
        {draft.acts.length > 0 ? (
          <>
            <SelectField
              label={t.purpose}
              value={draft.purpose}
              error={flaw('purpose')}
              onChange={(purpose) => {
                const known = options.purposes.find(({ code }) => code === purpose)
                change({ purpose, legalBasis: known?.legalBasis ?? '' })
              }}
              options={options.purposes.map(({ code, words: said }) => ({ value: code, label: show(said) }))}
            />
            <TextField
              label={t.legalBasis}
              hint={law ? `${t.legalHint}. ${law}` : t.legalHint}
              value={draft.legalBasis}
              maxLength={300}
              onChange={(legalBasis) => change({ legalBasis })}
            />
          </>
        ) : null}
        {asks ? (
          <>
            {options.kind === 'state' ? (
              <ChoiceField
                label={t.basis}
                value={draft.basis}
                onChange={(basis) => change({ basis })}
                options={[
                  { value: 'law', label: t.law },
                  { value: 'consent', label: t.consent },
                ]}
              />
            ) : null}
            {wantsData ? (
              <ManyField
                label={t.fields}
                hint={t.fieldsHint}
                value={draft.fields}
                error={flaw('checks')}
                onChange={(fields) => change({ fields })}
                options={Object.entries(consentFieldWords)
                  .filter(([value]) => value !== 'lifeEvents')
                  .map(([value, said]) => ({ value, label: show(said) }))}
              />
            ) : null}
          </>
        ) : null}
      </Stack>
    </Card>
  )
}

function Addresses({ draft, change, options, flaw }: FieldsProps) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.addresses} icon="send">
      <Stack>
        <ManyField
          label={t.scopes}
          value={draft.scopes}
          error={flaw('scopes')}
          onChange={(chosen) =>
            change({ scopes: chosen.includes('openid') ? chosen : ['openid', ...chosen] })
          }
          options={options.scopes.map(({ scope, words: said }) => ({ value: scope, label: show(said) }))}
        />
        <ScopeTermsFields draft={draft} change={change} options={options} />
        <LongTextField
          label={t.redirectUris}
          hint={t.redirectHint}
          value={draft.redirectUris}
          error={flaw('redirectUris')}
          onChange={(redirectUris) => change({ redirectUris })}
        />
        <LongTextField
          label={t.postLogoutUris}
          value={draft.postLogoutUris}
          error={flaw('postLogoutUris')}
          onChange={(postLogoutUris) => change({ postLogoutUris })}
        />
        <TextField
          label={t.logoutUri}
          value={draft.logoutUri}
          maxLength={500}
          error={flaw('logoutUri')}
          onChange={(logoutUri) => change({ logoutUri })}
        />
        <SelectField
          label={t.ciba}
          none={t.none}
          value={draft.ciba}
          onChange={(ciba) => change({ ciba })}
          options={[
            { value: 'poll', label: t.poll },
            { value: 'ping', label: t.ping },
          ]}
        />
        {draft.ciba === 'ping' ? (
          <TextField
            label={t.notifyUri}
            value={draft.notifyUri}
            maxLength={500}
            error={flaw('notifyUri')}
            onChange={(notifyUri) => change({ notifyUri })}
          />
        ) : null}
      </Stack>
    </Card>
  )
}
