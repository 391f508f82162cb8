/**
 * The one script of the sign-in pages: it asks the device for a passkey and sends the answer as a form. Where the
 * browser has no passkeys the button stays away, and everything else works without script.
 */
export const passkeyScript = `(() => {
const form = document.getElementById('passkey')
if (!form || !window.PublicKeyCredential || !navigator.credentials) return
form.hidden = false
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '')
const trouble = form.querySelector('[role=alert]')
form.addEventListener('submit', async (event) => {
  if (form.credential.value) return
  event.preventDefault()
  const button = form.querySelector('button')
  button.disabled = true
  trouble.hidden = true
  try {
    const asked = await (await fetch(form.dataset.options, { method: 'POST' })).json()
    const { id, type, response } = await navigator.credentials.get({ publicKey: { ...asked, challenge: bytes(asked.challenge),
      allowCredentials: (asked.allowCredentials || []).map((one) => ({ ...one, id: bytes(one.id) })) } })
    form.credential.value = JSON.stringify({ id, rawId: id, type, clientExtensionResults: {}, response: {
      clientDataJSON: text(response.clientDataJSON), authenticatorData: text(response.authenticatorData),
      signature: text(response.signature), userHandle: response.userHandle ? text(response.userHandle) : undefined } })
    form.submit()
  } catch {
    trouble.hidden = false
    button.disabled = false
    button.focus()
  }
})
})()`
