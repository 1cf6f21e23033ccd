import type { keysText as english } from '../en/keys.ts'

const keyStates: typeof english.keys.states = {
  CLOSED: {
    chip: 'Offen',
    title: 'Der Schlüssel öffnet sich bei Bedarf',
    body: 'Patchbay öffnet ihn, sobald Sie das erste Geheimnis speichern.',
  },
  READY: {
    chip: 'Offen',
    title: 'Der Schlüssel ist bereit',
    body: 'Geheimnisse werden vor dem Speichern verschlüsselt und nie wieder angezeigt.',
  },
  LOCKED: {
    chip: 'Gesperrt',
    title: 'Der Schlüssel ist gesperrt',
    body: 'Entsperren Sie ihn, um Geheimnisse zu speichern. Alles andere funktioniert.',
  },
  UNAVAILABLE: {
    chip: 'Kein Schlüsselbund',
    title: 'Der Schlüsselbund antwortet nicht',
    body: 'Bis er wieder antwortet, können Sie keine Geheimnisse speichern. Alles andere funktioniert.',
  },
  DENIED: {
    chip: 'Verweigert',
    title: 'Der Schlüsselbund hat den Zugriff verweigert',
    body: 'Erlauben Sie Patchbay, seinen Eintrag im Schlüsselbund zu verwenden, und versuchen Sie es dann noch einmal.',
  },
  LOST: {
    chip: 'Schlüssel fehlt',
    title: 'Der Schlüssel ist nicht im Schlüsselbund',
    body: 'Ohne ihn kann Patchbay die gespeicherten Geheimnisse nicht verwenden. Versuchen Sie es noch einmal oder geben Sie die Passphrase dieses Workspace ein.',
  },
  WRONG_KEY: {
    chip: 'Falscher Schlüssel',
    title: 'Im Schlüsselbund liegt ein anderer Schlüssel',
    body: 'Der Eintrag im Schlüsselbund gehört nicht zu diesem Workspace. Versuchen Sie es noch einmal oder geben Sie die Passphrase des Workspace ein.',
  },
}

const closedByPassphrase: { chip: string; title: string; body: string } = {
  chip: 'Gesperrt',
  title: 'Der Schlüssel ist gesperrt',
  body: 'Geben Sie die Passphrase ein, um Geheimnisse zu speichern. Alles andere funktioniert.',
}

/** Words about the key of a workspace. */
export const keysText: typeof english = {
  keys: {
    chip: (state, protection) => `Schlüssel: ${state}, geschützt durch ${protection}`,
    states: keyStates,
    wordsOf: ({ state, isUsable }) => (state === 'CLOSED' && !isUsable ? closedByPassphrase : keyStates[state]),
    reasons: {
      locked_by_hand: 'Der Workspace ist gesperrt',
      locked_unused: 'Nach einiger Zeit ohne Nutzung gesperrt',
      no_keyring: 'Der Schlüsselbund ist gesperrt',
      passphrase_needed: 'Die Passphrase wird gebraucht',
      no_dbus: 'Es gibt keine D-Bus-Sitzung',
      no_service: 'Es läuft kein Schlüsselbunddienst',
      service_stopped: 'Der Schlüsselbunddienst wurde beendet',
      service_restarted: 'Der Schlüsselbunddienst wurde neu gestartet',
      not_kept: 'Der Schlüsselbund speichert nichts',
      module_missing: 'Das Modul für den Schlüsselbund konnte nicht geladen werden',
      no_keychain: 'Es gibt keinen Schlüsselbund',
      not_answered: 'Die Frage des Schlüsselbunds blieb unbeantwortet',
      unknown: 'Der Schlüsselbund hat einen Fehler gemeldet',
      damaged_entry: 'Der Eintrag im Schlüsselbund ist beschädigt',
    },
    confirm: 'Öffnen Sie den Schlüssel und bestätigen Sie, dass Sie es sind.',
    unknown: 'Schlüssel',
    title: 'Schlüssel des Workspace',
    protectedBy: 'Geschützt durch',
    slots: { passphrase: 'Passphrase', person: 'Ihren eigenen Schlüssel' },
    open: 'Schlüssel öffnen',
    unlock: 'Entsperren',
    passphrase: 'Passphrase dieses Workspace',
    opened: 'Schlüssel geöffnet',
    failed: 'Der Schlüssel konnte nicht geöffnet werden',
    asking: (program) => `${program} hat eine Frage`,
    askingBody: 'Antworten Sie dort. Patchbay wartet.',
  },
}
