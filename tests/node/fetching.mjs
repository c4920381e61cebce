// A fetch that keeps count of how each request went.

export const requests = []

/** Fetches, and notes the method, whether the query's text was sent, and what was answered. */
export async function counted(url, options = {}) {
  const method = options.method ?? 'GET'
  const sent = method === 'GET' ? new URL(url).searchParams.get('query') : JSON.parse(options.body).query
  const response = await fetch(url, options)
  const { errors } = await response.clone().json()
  requests.push({
    method,
    withQuery: Boolean(sent),
    status: response.status,
    codes: (errors ?? []).map((error) => error.extensions.code),
  })
  return response
}
