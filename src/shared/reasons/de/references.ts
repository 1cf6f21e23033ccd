import { type referenceProblem as english, referenceKind } from '../references.ts'

/** The sentence for a reference that gave no secret. */
export const referenceProblem: typeof english = ({ why, reference }) => {
  const kind = referenceKind(reference)
  switch (why) {
    case 'unconfirmed':
      return `Der Verweis ${reference} kommt von woanders. Bestätigen Sie ihn oder geben Sie das Geheimnis ein`
    case 'missing':
      return kind === 'env'
        ? `Patchbay wurde ohne die Variable ${reference.slice('env:'.length)} gestartet. Setzen Sie sie und starten Sie Patchbay neu`
        : `Unter ${reference.slice('file:'.length)} gibt es keine lesbare Datei. Prüfen Sie den Pfad`
    case 'no_program':
      return kind === 'op'
        ? 'Das Programm op von 1Password wurde nicht gefunden. Installieren Sie es und nehmen Sie seinen Ordner in PATH auf'
        : `Das Programm aus ${reference} wurde nicht gefunden. Prüfen Sie seinen Namen`
    case 'failed':
      return `${reference} hat kein Geheimnis geliefert. Führen Sie den Befehl selbst aus, um den Grund zu sehen`
    case 'slow':
      return `${reference} hat nicht rechtzeitig ein Geheimnis geliefert. Vielleicht muss dort jemand etwas entsperren`
    case 'empty':
      return `${reference} ist leer. Prüfen Sie den Wert dort, wo er liegt`
    case 'large':
      return `${reference} enthält mehr, als ein Geheimnis enthalten kann. Prüfen Sie den Wert dort, wo er liegt`
  }
}
