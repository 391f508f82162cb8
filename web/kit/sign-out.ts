import { currentApp } from './call.ts'

/** Ends this app's session and goes to the first page of all. Other apps stay signed in. */
export async function signOut(): Promise<void> {
  const app = currentApp()
  await fetch(`/auth/${app}/sign-out`, { method: 'POST', headers: { 'dean06-app': app } }).catch(
    () => undefined,
  )
  location.assign('/')
}
