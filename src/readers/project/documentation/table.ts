import type { NamedFile } from '../named-files.js'

/** By which files a tool or a service is told to make a site of documents, by the documentation of each. */
export const BUILDERS: readonly NamedFile[] = [
  { what: 'MkDocs', path: /(?:^|\/)mkdocs[^/]*\.ya?ml$/ },
  { what: 'Docusaurus', path: /(?:^|\/)docusaurus\.config\.\w{2,3}$/ },
  { what: 'Sphinx', path: /(?:^|\/)(?:docs?|documentation|doc[-_]\w{1,20}|sphinx)\/(?:[^/]{1,100}\/){0,3}conf\.py$/ },
  { what: 'Antora', path: /(?:^|\/)antora(?:-playbook)?\.ya?ml$/ },
  { what: 'Jekyll', path: /^(?:docs\/|site\/|website\/|pages\/)?_config\.ya?ml$/ },
  { what: 'Read the Docs', path: /^\.?readthedocs\.ya?ml$/ },
  { what: 'mdBook', path: /(?:^|\/)book\.toml$/ },
  { what: 'VitePress', path: /(?:^|\/)\.vitepress\/config(?:\.\w{2,3}|\/index\.\w{2,3})$/ },
  { what: 'VuePress', path: /(?:^|\/)\.vuepress\/config\.\w{2,3}$/ },
  { what: 'Mintlify', path: /(?:^|\/)mint\.json$/ },
  { what: 'Mintlify', path: /(?:^|\/)docs\.json$/, text: /mintlify/ },
  { what: 'GitBook', path: /(?:^|\/)\.gitbook\.ya?ml$/ },
  { what: 'Hugo', path: /(?:^|\/)hugo\.(?:toml|ya?ml|json)$/ },
  {
    what: 'Hugo',
    path: /(?:^|\/)config(?:\/_default\/(?:config|hugo))?\.toml$/,
    text: /^(?:baseurl|languagecode)\s*=/im,
  },
  { what: 'TypeDoc', path: /(?:^|\/)typedoc(?:\.\w{1,20})?\.(?:json|jsonc|[cm]?js)$/ },
  { what: 'DocFX', path: /(?:^|\/)docfx\.json$/ },
  { what: 'Doxygen', path: /(?:^|\/)doxyfile(?:\.in)?$/ },
  { what: 'docsify', path: /(?:^|\/)_sidebar\.md$/ },
  { what: 'Astro', path: /(?:^|\/)(?:docs?|documentation|website|site|www)\/astro\.config\.\w{2,3}$/ },
  { what: 'Astro', path: /^astro\.config\.\w{2,3}$/, text: /starlight/ },
  { what: 'Next.js', path: /(?:^|\/)(?:docs?|documentation|website|www)\/(?:next\.config|source\.config)\.\w{2,3}$/ },
  { what: 'Gatsby', path: /(?:^|\/)(?:docs?|documentation|website|site)\/gatsby-config\.\w{2,3}$/ },
  { what: 'Eleventy', path: /(?:^|\/)(?:docs?|documentation|website|site)\/\.?eleventy(?:\.config)?\.\w{2,3}$/ },
  { what: 'Middleman', path: /(?:^|\/)tech-docs\.ya?ml$/ },
  { what: 'Quarto', path: /(?:^|\/)_quarto\.ya?ml$/ },
  { what: 'pkgdown', path: /(?:^|\/)_?pkgdown\.ya?ml$/ },
  { what: 'Zensical', path: /(?:^|\/)zensical\.toml$/ },
  { what: 'ExDoc', path: /^mix\.exs$/, text: /:ex_doc/ },
  { what: 'TechDocs', path: /(?:^|\/)catalog-info\.ya?ml$/, text: /backstage\.io\/techdocs-ref/ },
]

/** Texts that hosts and package registries show by themselves, and lists of what has changed. */
export const SHOWN =
  /^(?:readme|contribut\w*|code[-_]of[-_]conduct|security|support|licen[cs]e\w*|copying|notice\w*|governance|maintainers?|authors|contributors|owners|change-?log\w*|changes|history|news|release[-_]?notes?|releases?|upgrad\w*|migrat\w*|roadmap|todo|faq|adopters|credits|acknowledge?ments|third[-_]?party\w*|pull_request_template|issue_template|agents|claude|gemini|copilot-instructions|skill|cursor\w*|llms?|prompts?|memory)(?:[._-]|$)/i
