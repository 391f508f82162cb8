import { type Attachment, type Draft, formChanged, readDraft, saveDraft } from '@platform/server/services'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../call.ts'
import { asProblem, type ProblemError } from '../problem-error.ts'
import { useSessionIsClosed } from '../session-closed.ts'
import { type Answers, answersToSend, documentAnswers, withSuggestions } from './form-state.ts'

export type Saving = 'saved' | 'waiting' | 'saving' | 'not-saved'

const PAUSE_MS = 700
const AGAIN_MS = 8000

/** Where a draft is kept: the citizen's own, or one that an officer fills in at a counter. */
export interface Where {
  save: typeof saveDraft
  read: (draftId: string) => Promise<Draft>
}

const own: Where = {
  save: saveDraft,
  read: (draftId) => call(readDraft, { params: { draftId } }),
}

export interface DraftKeeping {
  draft: Draft
  answers: Answers
  answer: (name: string, value: unknown) => void
  saving: Saving
  /** Why it could not be saved, when waiting does not help. */
  problem: ProblemError | null
  /** Saves what is not saved yet; the draft as the server has it, or null when that failed. */
  flush: () => Promise<Draft | null>
  /** Files were sent up, moved or removed: the form looks at them at once. */
  attach: (attachments: Attachment[]) => void
  /** Takes another state of the draft from the server: refreshed, or in a new version of the form. */
  take: (draft: Draft) => void
  /** The draft was changed in another window: go on with what stands here, or with what stands there. */
  settle: (whose: 'mine' | 'theirs') => Promise<void>
}

/**
 * Keeps a draft on the server while it is being typed: one save at a time, the last answers win. What is typed
 * stays here when a save fails; it is sent again by itself, also after signing in anew.
 */
export function useDraftKeeping(first: Draft, at: Where = own): DraftKeeping {
  const [draft, setDraft] = useState(first)
  const [answers, setAnswers] = useState<Answers>(() => withSuggestions(first, first.answers, new Set()))
  const [saving, setSaving] = useState<Saving>('saved')
  const [problem, setProblem] = useState<ProblemError | null>(null)
  const closed = useSessionIsClosed()
  // What the server put right while it opened the draft is saved at once, so that what is sent is what stands here.
  const now = useRef({ draft: first, answers, dirty: isPutRight(first), touched: new Set<string>() })
  const last = useRef<Promise<Draft | null>>(Promise.resolve(null))
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const accept = useCallback((next: Draft) => {
    now.current.draft = next
    setDraft(next)
  }, [])

  const take = useCallback(
    (next: Draft) => {
      accept(next)
      now.current.answers = { ...now.current.answers, ...next.answers }
      setAnswers(now.current.answers)
      setProblem(null)
    },
    [accept],
  )

  /** Whoever was picked fills a block: its values come with the answer to the save, those of the one before go. */
  const adopt = useCallback((before: Draft, saved: Draft) => {
    const filled = verifiedValues(saved)
    const gone = Object.keys(verifiedValues(before)).filter((field) => !(field in filled))
    const kept = Object.entries(now.current.answers).filter(([field]) => !gone.includes(field))
    now.current.answers = { ...Object.fromEntries(kept), ...filled }
    setAnswers(now.current.answers)
  }, [])

  /** Each save waits for all before it and looks then at what is left, so whoever sends the form sends the last state. */
  const flush = useCallback((): Promise<Draft | null> => {
    clearTimeout(timer.current)
    const save = async (): Promise<Draft | null> => {
      const { draft: before, answers: sent, dirty } = now.current
      if (!dirty) return before
      now.current.dirty = false
      setSaving('saving')
      try {
        const saved = await call(
          at.save,
          {
            params: { draftId: before.draftId },
            body: {
              revision: before.revision,
              serviceVersion: before.service.version,
              answers: answersToSend(before, sent),
            },
          },
          { idempotencyKey: crypto.randomUUID() },
        )
        // What was attached while this was on its way stands here already.
        accept({ ...saved, attachments: now.current.draft.attachments })
        adopt(before, saved)
        setProblem(null)
        setSaving(now.current.dirty ? 'waiting' : 'saved')
        return saved
      } catch (error) {
        const found = asProblem(error)
        now.current.dirty = true
        setSaving('not-saved')
        if (found.is(formChanged) && found.body.draft) {
          take(found.body.draft as Draft)
          // What was typed is kept under the new form as well; the draft itself says that the form is another.
          timer.current = setTimeout(() => void flush(), PAUSE_MS)
        } else if (found.status !== 401) {
          setProblem(found)
          if (isPassing(found)) timer.current = setTimeout(() => void flush(), AGAIN_MS)
        }
        return null
      }
    }
    last.current = last.current.then(save)
    return last.current
  }, [accept, adopt, take, at])

  const settle = useCallback(
    async (whose: 'mine' | 'theirs') => {
      const { draft: before } = now.current
      try {
        const latest = await at.read(before.draftId)
        accept(latest)
        setProblem(null)
        if (whose === 'theirs') {
          now.current.dirty = false
          now.current.answers = latest.answers
          setAnswers(latest.answers)
          setSaving('saved')
        } else await flush()
      } catch (error) {
        setProblem(asProblem(error))
      }
    },
    [accept, flush, at],
  )

  const answer = useCallback(
    (name: string, value: unknown) => {
      const state = now.current
      state.touched.add(name)
      state.answers = withSuggestions(state.draft, { ...state.answers, [name]: value }, state.touched)
      state.dirty = true
      setAnswers(state.answers)
      setSaving('waiting')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), PAUSE_MS)
    },
    [flush],
  )

  const attach = useCallback(
    (attachments: Attachment[]) => {
      accept({ ...now.current.draft, attachments })
      now.current.answers = { ...now.current.answers, ...documentAnswers(now.current.draft) }
      setAnswers(now.current.answers)
    },
    [accept],
  )

  useEffect(() => {
    if (!closed && now.current.dirty) void flush()
  }, [closed, flush])

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (now.current.dirty) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => {
      window.removeEventListener('beforeunload', leaving)
      void flush()
    }
  }, [flush])

  return { draft, answers, answer, saving, problem, flush, attach, take, settle }
}

/** The line or the server is down for a while: sent again by itself. */
function isPassing({ status }: ProblemError): boolean {
  return status === 0 || status === 429 || status >= 500
}

function isPutRight({ endedUnits }: Draft): boolean {
  return endedUnits.some(({ choices }) => choices.length === 1)
}

function verifiedValues({ prefilled }: Draft): Record<string, unknown> {
  const verified = prefilled.filter(({ state }) => state === 'verified')
  return Object.fromEntries(verified.map(({ field, value }) => [field, value]))
}
