// A real OpenID Connect provider for the tests, on loopback. Prints its address as one line of JSON when it
// is ready. Nobody types anything: whoever the test named signs in. The test sets that, and what the provider
// says of people, with POST /proef; it has the provider sign a token of its own with POST /proef/token.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, decodeJwt, importJWK } from 'jose';
import { Provider } from 'oidc-provider';

const CLIENT = 'gir';
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'proef' };
const other = await generateKeyPair('RS256');

// account: who signs in; people: sub -> claims; tamper: how the next id_tokens are spoilt; down: no answers,
// or none at this path.
const state = { account: null, people: {}, tamper: null, down: false, logoutUri: null };

const server = createServer((req, res) => app(req, res));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: CLIENT,
      client_secret: 'alleen-voor-de-proef',
      redirect_uris: ['http://localhost:8000/account/sso/proef/terug/'],
      grant_types: ['authorization_code', 'refresh_token'],
      backchannel_logout_uri: 'http://localhost:8000/account/sso/proef/uitgelogd/',
      backchannel_logout_session_required: true,
    },
  ],
  jwks: { keys: [jwk] },
  cookies: { keys: ['alleen-voor-de-proef'] },
  pkce: { required: () => true },
  acrValues: ['hoog'],
  conformIdTokenClaims: false,
  claims: {
    openid: ['sub', 'groups', 'amr', 'acr'],
    email: ['email', 'email_verified'],
    profile: ['name'],
  },
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
  // It would refuse to call a server on loopback.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  rotateRefreshToken: true,
  issueRefreshToken: (ctx, client) => client.grantTypeAllowed('refresh_token'),
  interactions: { url: (ctx, interaction) => `/interactie/${interaction.uid}` },
  findAccount: (ctx, sub) =>
    state.people[sub] && { accountId: sub, claims: () => ({ sub, ...state.people[sub] }) },
  async loadExistingGrant(ctx) {
    const grant = new provider.Grant({ clientId: CLIENT, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid email profile offline_access');
    await grant.save();
    return grant;
  },
});

// The port of the server under test is not known beforehand; the path is.
provider.Client.prototype.redirectUriAllowed = (uri) =>
  /^http:\/\/localhost:\d+\/account\/sso\/proef\/terug\/$/.test(uri);

async function spoil(token) {
  const claims = decodeJwt(token);
  const changes = {
    aud: { aud: 'een-ander' },
    azp: { aud: [CLIENT, 'een-ander'], azp: 'een-ander' },
    iss: { iss: 'https://een-ander.example' },
    exp: { exp: claims.iat - 3600 },
    nonce: { nonce: 'een-andere' },
    'no nonce': { nonce: undefined },
    sub: { sub: 'iemand-anders' },
    auth_time: { auth_time: claims.iat - 3600 },
  };
  if (state.tamper === 'alg none') return new UnsecuredJWT(claims).encode();
  if (state.tamper === 'secret') return sign(claims, new TextEncoder().encode('alleen-voor-de-proef-lang-genoeg'), 'HS256');
  if (state.tamper === 'key') return sign(claims, other.privateKey, 'RS256');
  return sign({ ...claims, ...changes[state.tamper] }, privateKey, 'RS256');
}

const sign = (claims, key, alg) =>
  new SignJWT(claims).setProtectedHeader({ alg, kid: jwk.kid, typ: 'JWT' }).sign(key);

provider.use(async (ctx, next) => {
  await next();
  if (state.tamper === 'no id_token') delete ctx.body?.id_token;
  else if (state.tamper && ctx.body?.id_token) ctx.body.id_token = await spoil(ctx.body.id_token);
});

async function test(req, res) {
  let text = '';
  for await (const part of req) text += part;
  const asked = JSON.parse(text || '{}');
  if (req.url === '/proef') {
    Object.assign(state, asked);
    return res.end('{}');
  }
  if (req.url === '/proef/token') {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer, aud: CLIENT, iat: now, exp: now + 120, jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...asked,
    };
    for (const name of Object.keys(claims)) if (claims[name] === null) delete claims[name];
    return res.end(JSON.stringify({ token: await sign(claims, privateKey, 'RS256') }));
  }
  // The provider itself tells the client that somebody signed out.
  const client = await provider.Client.find(CLIENT);
  client.backchannelLogoutUri = asked.to;
  await client.backchannelLogout(asked.sub, asked.sid);
  return res.end('{}');
}

async function app(req, res) {
  try {
    if (req.url.startsWith('/proef')) return await test(req, res);
    if (state.down === true || req.url === state.down) return res.writeHead(503).end();
    if (!req.url.startsWith('/interactie/')) return provider.callback()(req, res);
    if (!state.account) return await provider.interactionFinished(req, res, { error: 'access_denied' });
    const { amr, acr } = state.people[state.account] ?? {};
    await provider.interactionFinished(req, res, { login: { accountId: state.account, amr, acr } });
  } catch (error) {
    console.error(error);
    if (!res.headersSent) res.writeHead(500);
    res.end();
  }
}

console.log(JSON.stringify({ issuer }));
