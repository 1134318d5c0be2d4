import type { NamedFile } from '../named-files.js'

/**
 * Files that describe an environment for development, or that start what is here in one, by the documentation of each
 * tool. Compose files are left to the model of infrastructure.
 */
export const DEFINITIONS: readonly NamedFile[] = [
  {
    what: 'dev container',
    path: /(?:^|\/)\.?devcontainer(?:\/[^/]+){0,2}\/devcontainer\.json$|(?:^|\/)\.devcontainer\.json$/,
  },
  { what: 'Nix shell', path: /(?:^|\/)(?:flake|shell|devenv)\.nix$/ },
  { what: 'Devbox', path: /(?:^|\/)devbox\.json$/ },
  { what: 'Vagrant', path: /(?:^|\/)vagrantfile$/ },
  { what: 'Tilt', path: /(?:^|\/)tiltfile(?:\.\w{1,20})?$/ },
  { what: 'Skaffold', path: /(?:^|\/)skaffold[^/]{0,40}\.ya?ml$/ },
  { what: 'DevSpace', path: /(?:^|\/)devspace\.ya?ml$/ },
  { what: 'Garden', path: /(?:^|\/)(?:project\.)?garden\.ya?ml$/ },
  { what: 'Okteto', path: /(?:^|\/)okteto\.ya?ml$/ },
  { what: 'Gitpod', path: /^\.gitpod(?:\/automations)?\.ya?ml$/ },
  { what: 'devfile', path: /^\.?devfile\.ya?ml$/ },
  { what: 'Lando', path: /(?:^|\/)\.lando\.ya?ml$/ },
  { what: 'DDEV', path: /(?:^|\/)\.ddev\/config\.ya?ml$/ },
  { what: 'Docksal', path: /(?:^|\/)\.docksal\/docksal\.(?:yml|env)$/ },
  { what: 'Process file', path: /(?:^|\/)procfile\.(?:dev|development|local)$/ },
  { what: '.NET Aspire', path: /(?:^|\/)[^/]*apphost\/[^/]+\.csproj$/ },
  { what: 'Encore', path: /(?:^|\/)encore\.app$/ },
  { what: 'SST', path: /(?:^|\/)sst\.config\.\w{2,3}$/ },
  { what: 'Amplify', path: /(?:^|\/)amplify\/backend\.ts$/ },
  { what: 'Functions host', path: /(?:^|\/)host\.json$/, text: /"version"\s{0,4}:\s{0,4}"[23]\./ },
  { what: 'launch settings', path: /(?:^|\/)launchsettings\.json$/ },
  {
    what: 'run configuration',
    path: /(?:^|\/)\.vscode\/launch\.json$|(?:^|\/)\.idea\/runconfigurations\/[^/]+\.xml$|(?:^|\/)\.run\/[^/]+\.run\.xml$/,
  },
  { what: 'Visual Studio solution', path: /(?:^|\/)[^/]+\.slnx?$/ },
  { what: 'Xcode project', path: /\.(?:xcodeproj\/project\.pbxproj|xcworkspace\/contents\.xcworkspacedata)$/ },
  { what: 'Android project', path: /(?:^|\/)src\/main\/androidmanifest\.xml$/ },
  { what: 'Unity project', path: /(?:^|\/)projectsettings\/projectversion\.txt$/ },
  {
    what: 'script',
    path: /(?:^|\/)(?:bin|scripts?|dev|hack|tools?)\/(?:(?:dev|setup|server|start|run|up|bootstrap|serve|develop)(?:[-_](?:dev|development|local|locally|server|app|all|web|api|env|environment|stack|docker|compose))?|(?:local|dev)[-_](?:up|setup|start|run|env|environment|server|stack))(?:\.(?:sh|bash|ps1|py|rb|js|ts|mjs|cmd|bat))?$|^(?:run|start|dev|up|serve|server|setup|bootstrap|launch)(?:[-_](?:dev|local|server|app|all))?\.(?:sh|bash|ps1|cmd|bat|py)$/,
  },
  {
    what: 'package script',
    path: /(?:^|\/)package\.json$/,
    text: /"(?:dev|start|serve|develop|watch|up|local|storybook)(?::[\w:-]{1,60})?"\s{0,4}:\s{0,4}"[^"]/,
  },
  {
    what: 'make target',
    path: /(?:^|\/)(?:gnu)?makefile$|\.mk$/,
    text: /^(?:[\w-]{1,40}[-_.])?(?:dev|run|start|up|serve|server|local|develop|watch|runserver)(?:[-_.][\w-]{1,40})?\s{0,3}:(?!=)/m,
  },
  {
    what: 'task',
    path: /(?:^|\/)(?:taskfile[^/]{0,20}\.ya?ml|\.?justfile|[^/]*\.just|(?:\.?mise|\.mise\/config)\.toml|deno\.jsonc?|composer\.json|rakefile|tasks\.py)$/,
    text: /(?:^|["'\s:.])(?:dev|run|start|up|serve|server|local|develop|watch|runserver)(?:[-_:][\w-]{1,40})?["']?\s{0,3}(?:[:=\]]|\w{0,20}:|\()/m,
  },
  { what: 'web application', path: /(?:^|\/)manage\.py$/ },
]

/**
 * Commands that start an application, as people type them: the first words of a line of code, without a prompt,
 * variables in front and `sudo`.
 */
export const STARTS: readonly RegExp[] = [
  /^(?:npm|yarn|pnpm|bun)(?: run)? (?:-\S+ )?(?:dev|start|serve|develop|watch|up|local|storybook)(?:[:-][\w:-]+)?\b/,
  /^(?:make|just|task|mage|rake|inv|invoke|mise run|composer(?: run)?|deno task|pdm run|hatch run|poe|doit) (?:-\S+ )?(?:[\w-]+[-_.:])?(?:dev|run|start|up|serve|server|local|develop|watch|runserver|cluster|compose)(?:[-_.:][\w-]+)?\b/,
  /^(?:docker|podman|nerdctl)[ -]compose\b[^|&;]{0,200}?\b(?:up|run|start)\b/,
  // Databases and the like alone are not the application.
  /^(?:docker|podman|nerdctl) run\b(?![^|&;]{0,300}\b(?:postgres|mysql|mariadb|redis|mongo|rabbitmq|kafka|elasticsearch|hello-world)\b)/,
  /^(?:go|cargo|dotnet|swift|sbt|lein|flutter|stack|cabal|dart|bazel|func|wails|dapr|zig build) (?:-\S+ )*(?:run|start|watch|host start)\b/,
  /^(?:flask|uvicorn|gunicorn|hypercorn|streamlit|fastapi|celery|daphne|waitress-serve|chalice|litestar)\b/,
  /^(?:\.\/)?(?:python[\d.]*|py) (?:-\S+ )*(?:\S*manage\.py runserver|-m \S+|\S+\.py)/,
  /^(?:poetry|uv|pipenv|rye|pixi|conda) run\b/,
  /^(?:\.\/)?gradlew?\b[^|&;]{0,120}?\b(?:bootrun|run|quarkusdev|apprun|rundev|runserver)\b/i,
  /^(?:\.\/)?mvnw?\b[^|&;]{0,160}?\b(?:spring-boot:run|quarkus:dev|jetty:run\w*|tomcat\d?:run|exec:java|mn:run|liberty:dev|wildfly:dev|payara-micro:start)\b/,
  /^(?:java|jbang|scala) (?:-\S+ )*(?:-jar|\S+\.java)\b/,
  /^(?:node|nodemon|tsx|ts-node|deno run|bun run|bun)\s(?:-\S+ )*\S+\.[cm]?[jt]sx?\b/,
  /^(?:npx |yarn |pnpm (?:exec |dlx )?|bunx )?(?:nx|ng|turbo|expo|next|vite|gatsby|nuxt|astro|serverless|sls|wrangler|vercel|netlify|firebase|supabase|react-native|sst|ampx|convex|strapi|quasar|ionic|tauri|electron-forge)\b[^|&;]{0,120}?\b(?:serve|start|dev|offline|run|develop|emulators:start|sandbox|up)\b/,
  /^(?:php (?:artisan serve|bin\/console server|-S)|symfony (?:serve|server:start)|(?:\.\/)?vendor\/bin\/sail up|sail up)/,
  /^(?:bundle exec )?(?:(?:\.\/)?bin\/)?(?:rails (?:s|server)\b|rackup|puma|foreman start|jekyll serve|middleman)/,
  /^(?:foreman|overmind|honcho|hivemind|goreman|air|gow|reflex|tilt|skaffold|devspace|garden|okteto|vagrant|devenv|devbox|nix|nix-shell|minikube|lando|ddev|telepresence|mirrord|localstack|encore)\b/,
  /^(?:kind create|k3d cluster create|sam local|mix phx\.server|mix run|iex -S|hugo server|mkdocs serve|jupyter|airflow standalone|astro dev|dagster dev|dbt (?:run|build)|dagit|prefect server|mlflow ui|copilot|azd up|amplify)/,
  /^(?:\.\/|(?:ba|z|)sh (?:-\S+ )?(?:\.\/)?)(?:[\w-]+\/){0,3}(?:[\w-]+[-_])?(?:run|start|dev|up|serve|server|setup|bootstrap|launch|develop|local)(?:[-_][\w-]+)?(?:\.\w{1,4})?\b/,
  /^(?:(?:\.\/)?bin\/|(?:\.\/)?scripts?\/)[\w/-]*(?:dev|setup|server|start|run|bootstrap|serve|up)\b/,
]
