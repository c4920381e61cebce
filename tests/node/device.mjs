// A device without a browser (RFC 8628), with openid-client.

import * as client from 'openid-client'
import { done, opened, wanted } from './asking.mjs'

const { issuer, clientId, resource, scope } = wanted
const config = await client.discovery(new URL(issuer), clientId, undefined, client.None())
const begun = await client.initiateDeviceAuthorization(config, { scope, resource })
await opened(begun.verification_uri_complete)
const tokens = await client.pollDeviceAuthorizationGrant(config, begun)
done({ scope: tokens.scope, type: tokens.token_type, interval: begun.interval })
