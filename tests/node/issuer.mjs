// A certified OpenID provider (oidc-provider), as somebody else's issuer. Its sign-in pages are
// its own development ones: any name is an account, and its e-mail address is the name.

import { Provider } from 'oidc-provider'
import { tell, wanted } from './asking.mjs'

const { issuer, port, clientId, clientSecret, redirectUri, backchannel, unverified } = wanted
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      backchannel_logout_uri: backchannel,
      backchannel_logout_session_required: true,
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  conformIdTokenClaims: false,
  // Its own fetch refuses addresses of this machine, and everything here is on this machine.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: true } },
  async findAccount(context, id) {
    return {
      accountId: id,
      claims: async () => ({
        sub: id,
        name: id.split('@')[0],
        email: id,
        email_verified: !unverified,
        groups: id.startsWith('publisher') ? ['content-publishers'] : [],
      }),
    }
  },
})
provider.on('backchannel.success', () => tell({ backchannel: 'told' }))
provider.on('backchannel.error', (_, error) => tell({ backchannel: String(error) }))
provider.listen(port, '127.0.0.1', () => tell({ ready: issuer }))
