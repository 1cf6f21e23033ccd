import { join } from 'node:path'
import { Argument, type Command } from 'commander'
import type { AppContract } from '../../../../contract/index.ts'
import { createClient } from '../../../../contract/client.ts'
import { readPages } from '../../../../contract/read-pages.ts'
import { defaultDataDir } from '../../../platform/data-directory.ts'
import type { ProgramFiles } from '../../../platform/resources.ts'
import { openForCli } from '../session.ts'
import { terminal } from '../terminal.ts'

/** What each shell asks `patchbay complete` with: the words of the command line up to the one that is being typed. */
const SCRIPTS = {
  bash: `# patchbay completion bash > ~/.local/share/bash-completion/completions/patchbay
_patchbay() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY+=("$(printf '%q' "$word")")
  done < <(patchbay complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _patchbay patchbay
`,
  zsh: `#compdef patchbay
# patchbay completion zsh > a file named _patchbay in a directory of $fpath
_patchbay() {
  local -a words_like
  words_like=("\${(@f)$(patchbay complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$words_like" ]]; then compadd -- "\${words_like[@]}"; else _files; fi
}
if [[ "$funcstack[1]" == "_patchbay" ]]; then _patchbay "$@"; else compdef _patchbay patchbay; fi
`,
  fish: `# patchbay completion fish > ~/.config/fish/completions/patchbay.fish
function _patchbay
  set -l words_like (patchbay complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
  if set -q words_like[1]
    printf '%s\\n' $words_like
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c patchbay -f -a '(_patchbay)'
`,
}
type Shell = keyof typeof SCRIPTS

/** `completion SHELL`, and `complete`, which the scripts of the shells ask. */
export function completionCommands(program: Command, files: ProgramFiles): void {
  program
    .command('completion')
    .description('print what makes a shell complete commands, options and names')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .action((shell: Shell) => terminal.log(SCRIPTS[shell].trimEnd()))

  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const typed = words.at(-1) ?? ''
      const list = await candidates(program, words.slice(0, -1), typed, files)
      for (const word of list.filter((one) => one.startsWith(typed))) terminal.log(word)
    })
}

async function candidates(program: Command, before: string[], typed: string, files: ProgramFiles): Promise<string[]> {
  let command = program
  const operands: string[] = []
  let open: { flags: string; choices: readonly string[] } | null = null
  for (const word of before) {
    const option = command.options.find(({ long, short }) => word === long || word === short)
    if (option)
      open = option.required || option.optional ? { flags: option.flags, choices: option.argChoices ?? [] } : null
    else if (open) open = null
    else {
      const inside = command.commands.find((one) => one.name() === word)
      if (inside) command = inside
      else operands.push(word)
    }
  }
  if (open) return open.choices.length > 0 ? [...open.choices] : names(kindOf(open.flags, command), before, files)
  if (typed.startsWith('-')) return [...command.options.map(({ long }) => long ?? ''), '--help'].filter(Boolean)
  if (command.commands.length > 0)
    return command
      .createHelp()
      .visibleCommands(command)
      .map((one) => one.name())
  const argument =
    command.registeredArguments[operands.length] ?? command.registeredArguments.findLast((one) => one.variadic)
  if (!argument) return []
  return argument.argChoices ?? names(kindOf(argument.name(), command), before, files)
}

type Kind = 'workspaces' | 'connectors' | 'entries' | null

/** What a word names, by the name of its place. */
function kindOf(place: string, command: Command): Kind {
  if (/workspace|--to\b/.test(place)) return 'workspaces'
  if (/catalog-key|^key$/.test(place)) return 'entries'
  if (/connector/.test(place)) return 'connectors'
  const group = command.parent?.name()
  if (place !== 'name|id') return null
  return group === 'workspace' ? 'workspaces' : group === 'connector' ? 'connectors' : null
}

/** Names from the data; none where there is no data yet, or it cannot be read. */
async function names(kind: Kind, before: readonly string[], files: ProgramFiles): Promise<string[]> {
  const valueOf = (option: string) => {
    const index = before.indexOf(option)
    return index < 0 ? undefined : before[index + 1]
  }
  const [dataDir, workspaceName] = [valueOf('--data-dir'), valueOf('--workspace')]
  const running = terminal.running?.app
  if (kind === null || !(running || (await terminal.stat(join(dataDir ?? defaultDataDir(), 'patchbay.db'))))) return []
  const app = running ?? openForCli(dataDir === undefined ? {} : { dataDir }, 'cli', files)
  try {
    const api = createClient<AppContract>((name, input) => app.dispatch(name, input, { isUse: false }))
    if (kind === 'entries') return (await api.catalog.list({})).map(({ key }) => key)
    const workspaces = await api.workspaces.list({})
    if (kind === 'workspaces') return workspaces.map(({ name }) => name)
    const inside = workspaces.filter(({ name }) => workspaceName === undefined || name === workspaceName)
    const [first] = inside
    if (!first || inside.length > 1) return []
    const list = await readPages((page) => api.connectors.list({ workspaceId: first.id, ...page }))
    return list.map(({ name }) => name)
  } finally {
    if (!running) await app.close()
  }
}
