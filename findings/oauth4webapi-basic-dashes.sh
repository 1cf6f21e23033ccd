#!/bin/sh
# Guess: a client secret in an Authorization header is encoded as a form is (RFC 6749, section 2.3.1), by the same rule as
# URLSearchParams, so a secret of letters, digits, "-", "_" and "." stays as it is.
#
# Seen with oauth4webapi 3.8.8: ClientSecretBasic also encodes "-", "_", "." and "*", which URLSearchParams leaves. Both decode to
# the same secret, but a service that compares without decoding sees another one.
#
#   URLSearchParams my-app.v1:a_b-c*d
#   ClientSecretBasic my%2Dapp%2Ev1:a%5Fb%2Dc%2Ad
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund oauth4webapi@3.8.8 >/dev/null

cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { ClientSecretBasic } from 'oauth4webapi'
const { version } = JSON.parse(readFileSync('node_modules/oauth4webapi/package.json', 'utf8'))
const [id, secret] = ['my-app.v1', 'a_b-c*d']
const headers = new Headers()
ClientSecretBasic(secret)({ issuer: 'https://service.example' }, { client_id: id }, new URLSearchParams(), headers)
const sent = atob(headers.get('authorization').slice('Basic '.length))
const encode = (text) => new URLSearchParams([['', text]]).toString().slice(1)
const plain = `${encode(id)}:${encode(secret)}`
console.log('oauth4webapi', version)
console.log('URLSearchParams', plain)
console.log('ClientSecretBasic', sent)
process.exitCode = plain === 'my-app.v1:a_b-c*d' && sent === 'my%2Dapp%2Ev1:a%5Fb%2Dc%2Ad' ? 0 : 1
JS
node look.mjs
