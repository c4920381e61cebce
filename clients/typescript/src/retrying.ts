/** How patient to be with a server that asks to come back later. */
export interface Patience {
  /** How often one request is sent again. */
  retries: number
  /** A server that asks for more is not waited for. */
  longestWaitSeconds: number
}

/**
 * The first answer that does not ask to come back later, or the last one there is patience for.
 *
 * Waits as long as `Retry-After` says (RFC 9110, section 10.2.3), on 503 and 429 alone; rejects
 * with the signal's reason when it is aborted.
 */
export async function retrying(
  send: () => Promise<Response>,
  patience: Patience,
  signal: AbortSignal | undefined,
): Promise<Response> {
  for (let left = patience.retries; ; left -= 1) {
    const response = await send()
    const seconds = retryAfterSeconds(response)
    if (seconds === null || left <= 0 || seconds > patience.longestWaitSeconds) return response
    await response.body?.cancel()
    await pause(seconds, signal)
  }
}

/** In how many seconds a server wants to be asked again; null if it does not say. */
export function retryAfterSeconds({ status, headers }: Response): number | null {
  const told = status === 503 || status === 429 ? headers.get('retry-after') : null
  if (!told) return null
  const seconds = /^\d+$/.test(told) ? Number(told) : (Date.parse(told) - Date.now()) / 1000
  return Number.isNaN(seconds) ? null : Math.max(0, seconds)
}

function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, seconds * 1000)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
}
