// The other certified client: discovery, code + PKCE, userinfo, refresh, introspection,
// revocation, client credentials, sign-out.

import * as client from 'openid-client'
import { done, opened, wanted } from './asking.mjs'

const { issuer, clientId, clientSecret, redirectUri, resource, scope, service } = wanted
const answers = {}

const authentication = clientSecret ? client.ClientSecretBasic(clientSecret) : client.None()
const config = await client.discovery(new URL(issuer), clientId, undefined, authentication)

const verifier = client.randomPKCECodeVerifier()
const state = client.randomState()
const nonce = client.randomNonce()
const callback = await opened(
  client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    resource,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }),
)
const tokens = await client.authorizationCodeGrant(
  config,
  callback,
  { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  { resource },
)
answers.claims = tokens.claims()
answers.userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)

const renewed = await client.refreshTokenGrant(config, tokens.refresh_token)
answers.rotated = renewed.refresh_token !== tokens.refresh_token
if (clientSecret) {
  answers.active = (await client.tokenIntrospection(config, renewed.access_token)).active
}
await client.tokenRevocation(config, renewed.refresh_token)
try {
  await client.refreshTokenGrant(config, renewed.refresh_token)
} catch (error) {
  answers.afterRevocation = error.error
}

if (service) {
  const machine = await client.discovery(
    new URL(issuer), service.clientId, undefined, client.ClientSecretBasic(service.clientSecret),
  )
  const own = await client.clientCredentialsGrant(machine, { resource, scope: service.scope })
  const response = await client.fetchProtectedResource(
    machine,
    own.access_token,
    new URL(resource),
    'POST',
    JSON.stringify({ query: '{ viewer { kind scopes } }' }),
    new Headers({ 'content-type': 'application/json' }),
  )
  answers.machine = { status: response.status, body: await response.json() }
}
const goodbye = client.buildEndSessionUrl(config, {
  id_token_hint: tokens.id_token,
  post_logout_redirect_uri: redirectUri,
  state,
})
answers.goodbye = String(await opened(goodbye))
answers.state = state
done(answers)
