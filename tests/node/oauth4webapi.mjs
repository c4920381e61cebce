// A certified client, strict about everything: discovery, code + PKCE, userinfo, the API,
// refresh, introspection, revocation.

import * as oauth from 'oauth4webapi'
import { done, opened, wanted } from './asking.mjs'

const { issuer, clientId, clientSecret, redirectUri, resource, scope } = wanted
const answers = {}

const identifier = new URL(issuer)
const metadata = {}
for (const algorithm of ['oauth2', 'oidc']) {
  const response = await oauth.discoveryRequest(identifier, { algorithm })
  metadata[algorithm] = await oauth.processDiscoveryResponse(identifier, response)
}
const server = metadata.oidc
answers.sameMetadata = metadata.oauth2.token_endpoint === server.token_endpoint

const client = { client_id: clientId }
const authentication = clientSecret ? oauth.ClientSecretBasic(clientSecret) : oauth.None()

const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const nonce = oauth.generateRandomNonce()
const request = new URL(server.authorization_endpoint)
for (const [name, value] of Object.entries({
  client_id: clientId,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope,
  resource,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
})) {
  request.searchParams.set(name, value)
}
const callback = oauth.validateAuthResponse(server, client, await opened(request), state)

const exchanged = await oauth.authorizationCodeGrantRequest(
  server, client, authentication, callback, redirectUri, verifier,
  { additionalParameters: { resource } },
)
const tokens = await oauth.processAuthorizationCodeResponse(server, client, exchanged, {
  expectedNonce: nonce,
  requireIdToken: true,
})
await oauth.validateApplicationLevelSignature(server, exchanged)
const claims = oauth.getValidatedIdTokenClaims(tokens)
answers.scope = tokens.scope
answers.idToken = claims

const userinfo = await oauth.userInfoRequest(server, client, tokens.access_token)
answers.userinfo = await oauth.processUserInfoResponse(server, client, claims.sub, userinfo)

const asResource = new Request(resource, {
  headers: { authorization: `Bearer ${tokens.access_token}` },
})
answers.accessToken = await oauth.validateJwtAccessToken(server, asResource, resource)

async function asked(token) {
  const body = new TextEncoder().encode(JSON.stringify({ query: '{ viewer { name role } }' }))
  const headers = new Headers({ 'content-type': 'application/json' })
  const options = {}
  try {
    const response = await oauth.protectedResourceRequest(
      token, 'POST', new URL(resource), headers, body, options,
    )
    return { status: response.status, body: await response.json() }
  } catch (error) {
    return { status: error.status, challenges: error.cause }
  }
}
answers.viewer = await asked(tokens.access_token)

const refreshed = await oauth.refreshTokenGrantRequest(
  server, client, authentication, tokens.refresh_token,
)
const renewed = await oauth.processRefreshTokenResponse(server, client, refreshed)
answers.rotated = renewed.refresh_token !== tokens.refresh_token

if (clientSecret) {
  const told = await oauth.introspectionRequest(
    server, client, authentication, renewed.access_token,
  )
  answers.introspection = await oauth.processIntrospectionResponse(server, client, told)
}
for (const token of [renewed.access_token, renewed.refresh_token]) {
  const revoked = await oauth.revocationRequest(server, client, authentication, token)
  await oauth.processRevocationResponse(revoked)
}
const again = await oauth.refreshTokenGrantRequest(
  server, client, authentication, renewed.refresh_token,
)
try {
  await oauth.processRefreshTokenResponse(server, client, again)
} catch (error) {
  answers.afterRevocation = error.error
}
done(answers)
