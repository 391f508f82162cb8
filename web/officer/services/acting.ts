import { type DeskDossier, readDeskDossier } from '@platform/server/services'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keyOf } from '../../kit/queries.ts'
import { say } from '../../kit/Toast.tsx'

export interface ActDialogProps {
  dossier: DeskDossier
  onClose: () => void
}

const keyOfDossier = (dossierId: string) => keyOf(readDeskDossier, { params: { dossierId } })

/** What follows an act that was done: the page shows the answer at once and says so. */
export function useDossierReply(said: string, then?: () => void): (reply: DeskDossier) => void {
  const client = useQueryClient()
  return (reply) => {
    client.setQueryData(keyOfDossier(reply.dossierId), reply)
    say(said)
    then?.()
  }
}

/**
 * The version of the dossier that the officer has in front of him while he fills in a dialog. The page behind may
 * have moved on; he acts on what he saw, until he reads it again.
 */
export function useSeen(dossier: DeskDossier) {
  const client = useQueryClient()
  const [version, setVersion] = useState(dossier.version)
  return {
    version,
    outOfDate: dossier.version !== version,
    async catchUp() {
      const key = keyOfDossier(dossier.dossierId)
      await client.refetchQueries({ queryKey: key })
      setVersion(client.getQueryData<DeskDossier>(key)?.version ?? dossier.version)
    },
  }
}
