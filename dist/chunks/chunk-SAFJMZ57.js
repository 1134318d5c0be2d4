import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var e=["application","library","infrastructure","data","pipeline-library","examples","docs-only","unknown"];export{e as a};
