import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var e=["github-actions","gitlab-ci","azure-pipelines","circleci","bitbucket-pipelines","jenkins"];export{e as a};
