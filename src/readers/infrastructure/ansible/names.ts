/** Keywords of tasks and blocks; what else stands there is the module (Ansible docs: Playbook Keywords). */
const KEYWORDS: ReadonlySet<string> = new Set([
  'action',
  'always',
  'any_errors_fatal',
  'args',
  'async',
  'become',
  'become_exe',
  'become_flags',
  'become_method',
  'become_user',
  'block',
  'changed_when',
  'check_mode',
  'collections',
  'connection',
  'debugger',
  'delay',
  'delegate_facts',
  'delegate_to',
  'diff',
  'environment',
  'failed_when',
  'ignore_errors',
  'ignore_unreachable',
  'listen',
  'local_action',
  'loop',
  'loop_control',
  'module_defaults',
  'name',
  'no_log',
  'notify',
  'poll',
  'port',
  'register',
  'remote_user',
  'rescue',
  'retries',
  'run_once',
  'sudo',
  'sudo_user',
  'tags',
  'throttle',
  'timeout',
  'until',
  'vars',
  'when',
])

/** Modules and actions that come with ansible-core (Ansible docs: Ansible.Builtin), by the names without their collection. */
const BUILT_IN: ReadonlySet<string> = new Set(
  (
    'add_host apt apt_key apt_repository assemble assert async_status blockinfile command copy cron deb822_repository ' +
    'debconf debug dnf dnf5 dpkg_selections expect fail fetch file find gather_facts get_url getent git group group_by ' +
    'hostname import_playbook import_role import_tasks include include_role include_tasks include_vars iptables ' +
    'known_hosts lineinfile meta mount_facts package package_facts pause ping pip raw reboot replace rpm_key script ' +
    'service service_facts set_fact set_stats setup shell slurp stat subversion systemd systemd_service sysvinit tempfile ' +
    'template unarchive uri user validate_argument_spec wait_for wait_for_connection yum yum_repository'
  ).split(' '),
)

/** Old names that mean a module of ansible-core (Ansible docs: ansible.legacy is the same with local overrides). */
const PREFIXES = ['ansible.builtin.', 'ansible.legacy.']

/** Whether a key of a task is a keyword and no module. */
export function isTaskKeyword(key: string): boolean {
  return KEYWORDS.has(key) || key.startsWith('with_')
}

/** The name of a module with its collection, where it is one of ansible-core's; as written otherwise. */
export function moduleName(written: string): string {
  const prefix = PREFIXES.find((each) => written.startsWith(each))
  const name = prefix === undefined ? written : written.slice(prefix.length)
  return BUILT_IN.has(name) ? `ansible.builtin.${name}` : written
}

/** Whether a key can only be that of a task: a keyword of tasks alone, or a module's name. */
export function isModuleName(key: string): boolean {
  return BUILT_IN.has(key) || /^[a-z][a-z0-9_]*\.[a-z0-9_]+\.[a-z0-9_.]+$/.test(key)
}
