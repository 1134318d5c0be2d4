/** By which files a tool or a service is told to make a site of documents, by the documentation of each. */
export const BUILDERS: readonly {
  readonly tool: string
  /** Whole paths, in lower case. */
  readonly path: RegExp
  /** What must stand in files whose name other tools use too. */
  readonly text?: RegExp
}[] = [
  { tool: 'MkDocs', path: /(?:^|\/)mkdocs[^/]*\.ya?ml$/ },
  { tool: 'Docusaurus', path: /(?:^|\/)docusaurus\.config\.\w{2,3}$/ },
  { tool: 'Sphinx', path: /(?:^|\/)(?:docs?|documentation|doc[-_]\w{1,20}|sphinx)\/(?:[^/]{1,100}\/){0,3}conf\.py$/ },
  { tool: 'Antora', path: /(?:^|\/)antora(?:-playbook)?\.ya?ml$/ },
  { tool: 'Jekyll', path: /^(?:docs\/|site\/|website\/|pages\/)?_config\.ya?ml$/ },
  { tool: 'Read the Docs', path: /^\.?readthedocs\.ya?ml$/ },
  { tool: 'mdBook', path: /(?:^|\/)book\.toml$/ },
  { tool: 'VitePress', path: /(?:^|\/)\.vitepress\/config(?:\.\w{2,3}|\/index\.\w{2,3})$/ },
  { tool: 'VuePress', path: /(?:^|\/)\.vuepress\/config\.\w{2,3}$/ },
  { tool: 'Mintlify', path: /(?:^|\/)mint\.json$/ },
  { tool: 'Mintlify', path: /(?:^|\/)docs\.json$/, text: /mintlify/ },
  { tool: 'GitBook', path: /(?:^|\/)\.gitbook\.ya?ml$/ },
  { tool: 'Hugo', path: /(?:^|\/)hugo\.(?:toml|ya?ml|json)$/ },
  {
    tool: 'Hugo',
    path: /(?:^|\/)config(?:\/_default\/(?:config|hugo))?\.toml$/,
    text: /^(?:baseurl|languagecode)\s*=/im,
  },
  { tool: 'TypeDoc', path: /(?:^|\/)typedoc(?:\.\w{1,20})?\.(?:json|jsonc|[cm]?js)$/ },
  { tool: 'DocFX', path: /(?:^|\/)docfx\.json$/ },
  { tool: 'Doxygen', path: /(?:^|\/)doxyfile(?:\.in)?$/ },
  { tool: 'docsify', path: /(?:^|\/)_sidebar\.md$/ },
  { tool: 'Astro', path: /(?:^|\/)(?:docs?|documentation|website|site|www)\/astro\.config\.\w{2,3}$/ },
  { tool: 'Astro', path: /^astro\.config\.\w{2,3}$/, text: /starlight/ },
  { tool: 'Next.js', path: /(?:^|\/)(?:docs?|documentation|website|www)\/(?:next\.config|source\.config)\.\w{2,3}$/ },
  { tool: 'Gatsby', path: /(?:^|\/)(?:docs?|documentation|website|site)\/gatsby-config\.\w{2,3}$/ },
  { tool: 'Eleventy', path: /(?:^|\/)(?:docs?|documentation|website|site)\/\.?eleventy(?:\.config)?\.\w{2,3}$/ },
  { tool: 'Middleman', path: /(?:^|\/)tech-docs\.ya?ml$/ },
  { tool: 'Quarto', path: /(?:^|\/)_quarto\.ya?ml$/ },
  { tool: 'pkgdown', path: /(?:^|\/)_?pkgdown\.ya?ml$/ },
  { tool: 'Zensical', path: /(?:^|\/)zensical\.toml$/ },
  { tool: 'ExDoc', path: /^mix\.exs$/, text: /:ex_doc/ },
  { tool: 'TechDocs', path: /(?:^|\/)catalog-info\.ya?ml$/, text: /backstage\.io\/techdocs-ref/ },
]

/** Texts that hosts and package registries show by themselves, and lists of what has changed. */
export const SHOWN =
  /^(?:readme|contribut\w*|code[-_]of[-_]conduct|security|support|licen[cs]e\w*|copying|notice\w*|governance|maintainers?|authors|contributors|owners|change-?log\w*|changes|history|news|release[-_]?notes?|releases?|upgrad\w*|migrat\w*|roadmap|todo|faq|adopters|credits|acknowledge?ments|third[-_]?party\w*|pull_request_template|issue_template|agents|claude|gemini|copilot-instructions|skill|cursor\w*|llms?|prompts?|memory)(?:[._-]|$)/i
