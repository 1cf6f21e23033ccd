/** A valid WordPress connector; its secret is recognisable wherever it should not be. */
export const SECRET = 'canary7f3aApplicationPw1'

export const wordpress = {
  catalogKey: 'wordpress',
  name: 'Company blog',
  config: { site_url: 'https://blog.example.com' },
  auth: { username: 'editor', application_password: SECRET },
}
