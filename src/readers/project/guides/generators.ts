/** Sentences that tools write into the README of a new project, which nobody keeps who has something to say. */
export const GENERATORS: readonly { readonly tool: string; readonly text: RegExp }[] = [
  { tool: 'Create React App', text: /^#{0,2} ?Getting Started with Create React App/m },
  { tool: 'Vite', text: /^This template (?:provides a minimal setup|should help get you started)[^\n]{0,80}\bVite\b/m },
  { tool: 'Next.js', text: /^This is a \[Next\.js\]\([^)\n]{1,80}\) project bootstrapped with/m },
  { tool: 'Angular CLI', text: /^This project was generated (?:with|using) \[Angular CLI\]/m },
  { tool: 'Rails', text: /^This README would normally document whatever steps are necessary/m },
  { tool: 'GitLab', text: /^To make it easy for you to get started with GitLab/m },
  { tool: 'Azure DevOps', text: /^TODO: Give a short introduction of your project/m },
  { tool: 'AWS CDK', text: /^#{0,2} ?Welcome to your CDK \w{1,20} project/m },
  { tool: 'Nx', text: /Your new, shiny \[Nx workspace\]/ },
]

/** A project that keeps such a sentence and writes as many words as this of its own has described itself. */
export const OWN_WORDS = 450
