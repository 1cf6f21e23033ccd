import type { requestsText as englishRequests, secretsText as english } from '../en/secrets.ts'
import { dayText, number } from '../formats.ts'
import { connectors, days, plural } from './words.ts'

/** Texts about keys, secrets and the backups of workspaces. */
export const secretsText: typeof english = {
  key: {
    olderVersions: 'Ältere Versionen',
    olderVersionsKept: (count) =>
      `${number(count)}, aufbewahrt, solange eine Sicherung ${count === 1 ? 'sie' : 'eine davon'} braucht`,
    waysOut: 'Was Sie tun können, das Beste zuerst',
    restoreTitle: 'Sicherung wiederherstellen',
    restoreHint: 'Eine Sicherung stellt die Geheimnisse unter einem Schlüssel dieses Computers wieder her.',
    startOverTitle: 'Geheimnisse neu eingeben',
    startOverHint:
      'Den jetzigen Schlüssel verwerfen und einen neuen anlegen. Danach müssen Sie jedes Geheimnis dieses Workspace ' +
      'neu eingeben; alles andere bleibt.',
    startOverConfirm: (name) => `Zum Bestätigen „${name}“ eingeben`,
    startOver: 'Schlüssel verwerfen',
    startedOver: 'Neuer Schlüssel angelegt',
    startOverFailed: 'Der Schlüssel konnte nicht ersetzt werden',
    restWorks:
      'Alles andere funktioniert. Sie können ein Geheimnis jetzt löschen und ersetzen, sobald ein Schlüssel offen ist.',
    unreadable: (count) =>
      `Geheimnisse von ${connectors(count)} sind nicht lesbar und müssen neu eingegeben werden. Die Karten sind gekennzeichnet.`,
  },

  lock: {
    title: 'Diesen Workspace sperren',
    hint: 'Patchbay vergisst den Schlüssel und alles, was in seine Fenster eingegeben wurde. Gespeicherte Geheimnisse bleiben verschlüsselt.',
    opens: {
      person: 'Um ihn wieder zu öffnen, bestätigen Sie, dass Sie es sind.',
      passphrase: 'Um ihn wieder zu öffnen, geben Sie seine Wiederherstellungspassphrase ein.',
      click:
        'Solange der Schlüsselbund entsperrt ist, kann ihn jeder wieder öffnen, der an diesem Computer sitzt. Legen Sie ' +
        'eine Wiederherstellungspassphrase fest, dann fragt ein gesperrter Workspace danach.',
    },
    submit: 'Jetzt sperren',
    failed: 'Der Workspace wurde nicht gesperrt',
    idle: {
      label: 'Alle Workspaces sperren, wenn niemand Patchbay verwendet',
      hint: 'Nicht gespeicherte Eingaben bleiben erhalten, außer Geheimnissen.',
      options: { '0': 'Nie', '5': 'Nach 5 Minuten', '15': 'Nach 15 Minuten', '60': 'Nach einer Stunde' },
      failed: 'Die Zeit wurde nicht geändert',
    },
  },

  kit: {
    title: 'Wiederherstellungspassphrase',
    none: 'Keine festgelegt. Mit einer überstehen die Geheimnisse den Verlust dieses Computers, und ein weiterer Admin kann beitreten.',
    isSet: 'Festgelegt. Sie öffnet diesen Workspace auf jedem Computer.',
    add: 'Hinzufügen…',
    change: 'Ändern…',
    remove: 'Entfernen',
    removeTitle: 'Wiederherstellungspassphrase entfernen?',
    removeBody: 'Ohne sie kann nur der Schlüsselbund dieses Computers die Geheimnisse dieses Workspace öffnen.',
    removed: 'Wiederherstellungspassphrase entfernt',
    removeFailed: 'Die Wiederherstellungspassphrase wurde nicht entfernt',
    save: 'Passphrase festlegen',
    failed: 'Die Passphrase wurde nicht festgelegt',
    saved: 'Wiederherstellungspassphrase festgelegt',
    once: 'Wird nur einmal angezeigt',
    keep: 'Schreiben Sie sie auf oder drucken Sie sie aus, und bewahren Sie sie getrennt von diesem Computer auf.',
    print: 'Drucken',
    noPrinter:
      'Dieser Computer hat keinen Drucker. Speichern Sie die Seite als PDF, drucken Sie sie an einem anderen Computer aus und löschen Sie dann die Datei.',
    printFailed: 'Die Seite wurde nicht gedruckt',
    savePage: 'Als PDF speichern…',
    pageSaved: 'Seite gespeichert. Löschen Sie die Datei nach dem Drucken.',
    pageFailed: 'Die Seite wurde nicht gespeichert',
    done: 'Ich habe sie sicher aufbewahrt',
    fileName: 'patchbay-notfallblatt.txt',
    sheetTitle: 'Patchbay-Notfallblatt',
    sheetWorkspace: 'Workspace',
    sheetDate: 'Erstellt am',
    sheetPassphrase: 'Wiederherstellungspassphrase',
    sheetUse:
      'Um den Workspace auf einem anderen Computer zu öffnen, starten Sie Patchbay dort, klicken Sie oben auf den ' +
      'Schlüssel und geben Sie diese Passphrase ein. Wer diese Seite und die Daten hat, kann jedes Geheimnis des ' +
      'Workspace lesen.',
  },

  passphrase: {
    kind: 'Passphrase',
    generated: 'Sechs zufällige Wörter',
    own: 'Eine eigene',
    another: 'Neue Wörter',
    copy: 'Kopieren',
    copied: 'Kopiert',
    save: 'Speichern…',
    fileName: 'patchbay-passphrase.txt',
    saved: 'Gespeichert. Bewahren Sie die Datei getrennt von diesem Computer auf und löschen Sie sie hier.',
    saveFailed: 'Die Datei wurde nicht gespeichert',
    selected: 'Ausgewählt. Drücken Sie Strg+C oder ⌘C zum Kopieren.',
    asked: (first, second) => `Wort ${first} und Wort ${second}`,
    askedHint:
      'Schreiben Sie die Wörter auf oder kopieren Sie sie. Geben Sie dann diese zwei ein, um zu zeigen, dass Sie sie haben.',
    notKept: (first, second) => `Geben Sie Wort ${first} und Wort ${second} so ein, wie sie angezeigt werden`,
    label: 'Passphrase',
    again: 'Passphrase wiederholen',
    hint: (least) => `Mindestens ${number(least)} Zeichen.`,
  },

  rotate: {
    title: 'Schlüssel wechseln',
    hint: 'Patchbay legt einen neuen Schlüssel an und verschlüsselt damit alle Geheimnisse. Nach einer Unterbrechung geht es beim nächsten Start weiter.',
    passphrase: 'Wiederherstellungspassphrase',
    passphraseHint: 'Für den neuen Schlüssel gilt dieselbe.',
    start: 'Schlüssel wechseln',
    progress: (done, total) => `${number(done)} von ${connectors(total)} mit dem neuen Schlüssel verschlüsselt`,
    label: 'Fortschritt des Schlüsselwechsels',
    done: 'Schlüssel gewechselt',
    failed: 'Der Schlüssel wurde nicht gewechselt',
  },

  expiry: {
    label: 'Geheimnisse laufen ab am',
    hint: 'Optional. Der letzte Tag, an dem die Geheimnisse gültig sind. Sie werden 14 Tage und 3 Tage vorher erinnert.',
    badge: (left) =>
      left < 0 ? `Vor ${days(-left)} abgelaufen` : left === 0 ? 'Läuft heute ab' : `Läuft in ${days(left)} ab`,
    filter: (within) => within ?? 'Beliebiger Ablauf',
    any: 'Beliebiger Ablauf',
    within: {
      '-1': 'Abgelaufen',
      '3': 'Läuft in 3 Tagen ab',
      '14': 'Läuft in 14 Tagen ab',
      '90': 'Läuft in 90 Tagen ab',
    },
    notice: (count, left) =>
      left < 0
        ? `Geheimnisse von ${connectors(count)} sind abgelaufen`
        : `Geheimnisse von ${connectors(count)} laufen innerhalb von ${days(left)} ab oder sind abgelaufen`,
    show: 'Anzeigen',
    exportWarning: (names) => `Die Geheimnisse dieser Connectors sind abgelaufen: ${names.join(', ')}`,
  },

  setSecret: {
    open: 'Geheimnis setzen…',
    title: 'Geheimnis setzen',
    which: 'Welches',
    ofAll: (count, total) => (count === total ? connectors(count) : `${number(count)} von ${number(total)}`),
    forSelected: (count) => `Für ${connectors(count)}`,
    newValue: (label) => `Neuer Wert für ${label}`,
    become: (count) => `Die Geheimnisse von ${connectors(count)} erhalten denselben Wert`,
    becomeHint: (active, others) =>
      `${number(active)} aktiv, ${number(others)} nicht. Die bisherigen Werte werden nicht aufbewahrt.`,
    confirmTitle: (label, count) => `${label} bei ${connectors(count)} ersetzen?`,
    confirmBody: (count) =>
      `Alle ${number(count)} erhalten denselben neuen Wert. Die bisherigen Werte lassen sich nicht wiederherstellen.`,
    confirm: (count) => `Bei ${number(count)} ersetzen`,
    setOne: (label, name) => `${label} von „${name}“ wurde gesetzt`,
    back: 'Zurück',
    connectors: 'Connectors',
    all: 'Alle',
    none: 'Keine',
    submit: (count) => (count === 0 ? 'Setzen' : `Für ${connectors(count)} setzen`),
    nothing: 'Keiner dieser Connectors hat ein Geheimnis.',
    result: 'Ergebnis',
    changed: 'Neuer Wert gesetzt',
    unchanged: 'Unverändert',
    failed: 'Es wurde nichts geändert',
  },

  proof: {
    title: 'Bestätigen Sie, dass Sie es sind',
    hint: 'Patchbay fragt, weil Geheimnisse herausgegeben werden sollen.',
    passphrase: (name) => `Wiederherstellungspassphrase von „${name}“`,
    name: (name) => `Geben Sie zum Bestätigen den Namen des Workspace ein: ${name}`,
    forAll: (count) => `Damit bestätigen Sie alle ${number(count)} Workspaces ohne Wiederherstellungspassphrase.`,
  },

  backup: {
    create: 'Sichern…',
    restore: 'Sicherung wiederherstellen…',
    createTitle: 'Workspaces sichern',
    createHint:
      'Die Sicherung ist eine Datei mit den Connectors und ihren Geheimnissen. Ohne ihre Passphrase kann sie niemand öffnen.',
    what: 'Workspaces',
    keep: 'Bewahren Sie die Wörter getrennt von diesem Computer auf. Sie werden nicht noch einmal angezeigt.',
    only: (name) => `Nur „${name}“`,
    all: 'Alle Workspaces, die Ihnen gehören',
    submit: 'Sichern',
    failed: 'Die Sicherung konnte nicht erstellt werden',
    stop: 'Anhalten',
    progress: 'Fortschritt',
    phases: {
      reading: 'Connectors werden gelesen',
      encrypting: 'Wird verschlüsselt',
      opening: 'Sicherung wird geöffnet',
      comparing: 'Vergleich mit diesem Patchbay',
      ended: 'Wird abgeschlossen',
    },
    leavesOut:
      'Papierkorb, Aktivität und Mitglieder sind nicht enthalten. Wer die Sicherung wiederherstellt, ist Eigentümer des neuen Workspace.',
    downloaded: 'Sicherung heruntergeladen',
    done: (count) => `${connectors(count)} gesichert`,
    unreadable: (count) =>
      count === 1
        ? '1 Geheimnis war nicht lesbar und ist nicht in der Sicherung'
        : `${number(count)} Geheimnisse waren nicht lesbar und sind nicht in der Sicherung`,
    references: (count) =>
      count === 1
        ? '1 Geheimnis ist ein Verweis: Die Sicherung nennt, wo es liegt, ohne seinen Wert'
        : `${number(count)} Geheimnisse sind Verweise: Die Sicherung nennt, wo sie liegen, ohne ihre Werte`,
    restoreTitle: 'Sicherung wiederherstellen',
    file: 'Sicherungsdatei',
    opens: (name) => `Öffnet ${name}.`,
    open: 'Öffnen',
    openFailed: 'Die Sicherung wurde nicht geöffnet',
    madeAt: (when, program) => `Erstellt am ${when} mit Patchbay ${program}`,
    from: 'Workspace in der Sicherung',
    count: (count) => connectors(count),
    into: 'Wiederherstellen in',
    newWorkspace: 'Ein neuer Workspace',
    name: 'Name des neuen Workspace',
    states: {
      new: 'Neu',
      same: 'Unverändert',
      changed: 'Geändert',
      conflict: 'Name vergeben',
      no_entry: 'Katalogeintrag fehlt',
    },
    differs: (what) => `verschieden: ${what.join(', ')}`,
    mine: 'Jetzigen behalten',
    theirs: 'Aus Sicherung',
    choiceFor: (name) => `Was mit „${name}“ geschehen soll`,
    allDiffering: 'Alle, die sich unterscheiden',
    more: (count) => `${plural(count, 'weiterer Connector folgt', 'weitere Connectors folgen')} der Auswahl für alle`,
    showMore: 'Mehr anzeigen',
    confirm: 'Wiederherstellen',
    restored: (name) => `„${name}“ wurde wiederhergestellt`,
    counts: (added, replaced, kept) =>
      `${number(added)} hinzugefügt, ${number(replaced)} ersetzt, ${number(kept)} behalten`,
    restoreFailed: 'Es wurde nichts wiederhergestellt',
  },
}

/** Texts about asking somebody else for secrets. */
export const requestsText: typeof englishRequests = {
  ask: 'Anfragen…',
  askNamed: (label) => `Anfragen: ${label}`,
  willAsk: 'Sie fragen danach, sobald der Connector hinzugefügt ist.',
  undo: 'Rückgängig',
  waits: (until) => `Wartet auf Antwort bis ${dayText(until)}`,

  title: 'Jemanden nach einem Geheimnis fragen',
  forConnector: (name) => `für „${name}“`,
  way: [
    'Sie speichern eine Seite und verschicken sie per E-Mail oder Chat.',
    'Die andere Person gibt die Werte ein. Die Seite verschlüsselt sie.',
    'Sie erhalten eine kleine Datei zurück. Nur dieser Workspace kann sie öffnen.',
  ],
  askFor: 'Fragen nach',
  isSet: 'ist gesetzt',
  isNotSet: 'ist nicht gesetzt',
  none: 'Dieser Connector hat nichts, wonach Sie jemanden fragen könnten.',
  chooseOne: 'Wählen Sie mindestens eines',
  askedBy: 'Wer fragt',
  until: 'Offen bis',
  untilHint: 'Der letzte Tag, an dem eine Antwort angenommen wird.',
  note: 'Nachricht dazu',
  noteHint: 'Optional. Die Seite zeigt auch, was der Katalogeintrag zu jedem Feld angibt.',
  save: 'Seite speichern…',
  preview: 'Vorschau',
  previewHint: 'Diese Seite sieht die andere Person, mit einem Code zum Vergleichen. Noch ist nichts gespeichert.',
  back: 'Zurück',
  failed: 'Es wurde keine Seite gespeichert',
  previewFailed: 'Die Seite kann nicht angezeigt werden',
  doneTitle: 'Die Seite ist gespeichert',
  done: 'Schicken Sie sie auf einem Weg, dem Sie vertrauen, an die Person, die die Werte kennt.',
  requestCode: 'Code der Anfrage',
  requestCodeHint: 'Er steht auch auf der Seite. Lesen Sie ihn vor, wenn Zweifel bestehen, ob die Seite von Ihnen ist.',

  open: 'Anfragen nach Geheimnissen…',
  listTitle: 'Anfragen nach Geheimnissen',
  listHint: 'Wer gefragt wurde und was daraus geworden ist. Abgeschlossene Anfragen bleiben 90 Tage in der Liste.',
  listFailed: 'Die Anfragen konnten nicht geladen werden',
  empty: 'Niemand wurde nach einem Geheimnis gefragt.',
  states: { open: 'Wartet', ended: 'Beendet', answered: 'Beantwortet', revoked: 'Widerrufen' },
  facts: (code, by, until) => `${code} · gefragt von ${by} · bis ${dayText(until)}`,
  revoke: 'Widerrufen',
  revokeNamed: (name) => `Anfrage für „${name}“ widerrufen`,
  revoked: (name) => `Die Anfrage für „${name}“ nimmt keine Antwort mehr an`,
  revokeFailed: 'Die Anfrage wurde nicht widerrufen',
  openAnswer: 'Antwort öffnen…',
  file: 'Antwortdatei',

  answerTitle: 'Antwort auf eine Anfrage',
  reading: 'Antwort wird geöffnet',
  answerFailed: 'Die Antwort wurde nicht geöffnet',
  answerFor: (name) => `Für „${name}“`,
  holds: (count) =>
    `Enthält ${plural(count, 'Wert, der', 'Werte, die')} verborgen ${count === 1 ? 'bleibt' : 'bleiben'}:`,
  replaces: 'ersetzt den bisherigen Wert',
  answerCode: 'Code der Antwort',
  answerCodeHint:
    'Ist die Datei unverändert angekommen, hat die Seite denselben Code angezeigt. Vergleichen Sie ihn am Telefon.',
  unfit: 'Der Katalogeintrag nimmt diese Werte nicht an. Fragen Sie noch einmal.',
  take: 'Werte speichern',
  taken: (name) => `Die Werte für „${name}“ sind gespeichert`,
  takeFailed: 'Es wurde nichts gespeichert',
  refuse: 'Ablehnen',
  refused: (name) => `Die Antwort für „${name}“ wurde abgelehnt, und ihre Anfrage ist beendet`,
}
