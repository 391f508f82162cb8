import { actWords, type Load, loadFields, type Mapping, mapLoad } from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { CheckField, ChoiceField } from '../../kit/choices.tsx'
import { showPercent } from '../../kit/format.ts'
import { LongTextField, SelectField, TextField } from '../../kit/inputs.tsx'
import { Actions, Grid } from '../../kit/Layout.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'

const words = text({
  title: { vi: 'Ghép cột', en: 'Mapping' },
  act: { vi: 'Danh sách này để', en: 'This list is for' },
  encoding: { vi: 'Bảng mã chữ', en: 'Encoding' },
  encodingHint: {
    vi: 'Phần trăm là mức tin cậy khi máy nhận dạng. Nếu tên cột bên dưới hiện sai dấu, hãy chọn bảng mã khác rồi lưu.',
    en: 'The percentage is how sure the recognition is. If names of columns look wrong, choose another and save.',
  },
  heads: { vi: 'Dòng đầu là tên cột', en: 'The first row holds the names of the columns' },
  none: { vi: 'Không có trong tệp', en: 'Not in the file' },
  needed: { vi: 'bắt buộc', en: 'needed' },
  identify: {
    vi: 'Cần cột họ tên hoặc ngày sinh để so với người có số định danh, tránh ghi nhầm người.',
    en: 'Name or date of birth is needed to compare with the person of the number.',
  },
  unit: {
    vi: 'Nơi đăng ký khai sinh, nếu dòng không ghi',
    en: 'Where births are registered, if a row does not say',
  },
  basis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  reason: { vi: 'Lý do nạp', en: 'Reason' },
  reasonHint: {
    vi: 'Ít nhất 10 ký tự: ai giao danh sách, theo văn bản nào',
    en: 'At least 10 characters: who delivered it, by which document',
  },
  incomplete: {
    vi: 'Hãy chọn đủ các cột bắt buộc, mỗi cột một lần, và ghi căn cứ, lý do',
    en: 'Choose the needed columns, each once, and write basis and reason',
  },
  save: { vi: 'Lưu cách ghép', en: 'Save' },
  'utf-8': { vi: 'Unicode (UTF-8)', en: 'Unicode (UTF-8)' },
  'utf-16le': { vi: 'Unicode (UTF-16)', en: 'Unicode (UTF-16)' },
  'utf-16be': { vi: 'Unicode (UTF-16 đảo)', en: 'Unicode (UTF-16, big-endian)' },
  'windows-1258': { vi: 'Windows-1258', en: 'Windows-1258' },
  tcvn3: { vi: 'TCVN3 (phông .VnTime)', en: 'TCVN3 (.VnTime fonts)' },
  vni: { vi: 'VNI (phông VNI-Times)', en: 'VNI (VNI-Times fonts)' },
})

/** Says what a file records and which column is what; begun with what the heads suggest. */
export function LoadMapping({ load }: { load: Load }) {
  const t = useText(words)
  const show = useWords()
  const [act, setAct] = useState<Mapping['act']>(load.mapping?.act ?? 'collection')
  const [columns, setColumns] = useState(load.mapping?.columns ?? load.suggested[act] ?? {})
  const [encoding, setEncoding] = useState(load.mapping?.encoding ?? load.encodings[0]?.encoding ?? 'utf-8')
  const [heads, setHeads] = useState(load.mapping?.heads ?? true)
  const [unitId, setUnitId] = useState<number | null>(load.mapping?.unitId ?? null)
  const [legalBasis, setBasis] = useState(load.mapping?.legalBasis ?? 'Nghị định 70/2024/NĐ-CP')
  const [reason, setReason] = useState(load.reason ?? '')
  const [tried, setTried] = useState(false)
  const save = useCall(mapLoad)
  const fields = loadFields.filter((field) => field.acts.includes(act))
  const taken = Object.values(columns)
  const ready =
    fields.every(({ name, needed }) => !needed.includes(act) || columns[name] !== undefined) &&
    new Set(taken).size === taken.length &&
    (act === 'collection' || columns['name'] !== undefined || columns['bornOn'] !== undefined) &&
    legalBasis.trim().length >= 5 &&
    reason.trim().length >= 10
  const choose = (name: string, at: string) => {
    const { [name]: _, ...rest } = columns
    setColumns(at === '' ? rest : { ...rest, [name]: Number(at) })
  }
  const send = () => {
    setTried(true)
    if (!ready) return
    const mapping = {
      act,
      encoding,
      heads,
      columns,
      legalBasis: legalBasis.trim(),
      ...(act === 'collection' && unitId !== null ? { unitId } : {}),
    }
    void save.send({ params: { loadId: load.loadId }, body: { mapping, reason: reason.trim() } })
  }
  return (
    <Card title={t.title} icon="folder">
      <ChoiceField
        label={t.act}
        value={act}
        onChange={(next) => {
          setAct(next as Mapping['act'])
          setColumns(load.suggested[next] ?? {})
        }}
        inRow
        options={Object.entries(actWords).map(([value, said]) => ({ value, label: show(said) }))}
      />
      {load.format === 'xlsx' ? null : (
        <SelectField
          label={t.encoding}
          hint={t.encodingHint}
          value={encoding}
          onChange={(next) => setEncoding((next || 'utf-8') as Mapping['encoding'])}
          options={load.encodings.map((one) => ({
            value: one.encoding,
            label: `${t[one.encoding]} – ${showPercent(one.confidence)}`,
          }))}
        />
      )}
      {load.format === 'jsonl' ? null : <CheckField label={t.heads} value={heads} onChange={setHeads} />}
      {act === 'collection' ? null : <p className="small muted">{t.identify}</p>}
      <Grid>
        {fields.map(({ name, words: said, needed }) => (
          <SelectField
            key={name}
            label={needed.includes(act) ? `${show(said)} (${t.needed})` : show(said)}
            value={columns[name] === undefined ? '' : String(columns[name])}
            onChange={(at) => choose(name, at)}
            none={t.none}
            options={load.columns.map((column, at) => ({ value: String(at), label: column.name }))}
          />
        ))}
      </Grid>
      {act === 'collection' ? (
        <UnitPicker label={t.unit} level="province" value={unitId} onChange={setUnitId} />
      ) : null}
      <TextField label={t.basis} value={legalBasis} onChange={setBasis} maxLength={300} />
      <LongTextField
        label={t.reason}
        hint={t.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={500}
        error={tried && !ready ? t.incomplete : null}
      />
      {save.problem ? <ErrorState problem={save.problem} /> : null}
      <Actions>
        <Button look="primary" pending={save.pending} onClick={send}>
          {t.save}
        </Button>
      </Actions>
    </Card>
  )
}
