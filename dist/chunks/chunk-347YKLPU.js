import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var t=["met","partly-met","not-met","unknown","not-applicable","attested"],e=["foundational","recommended","optional"],o=["aws-devops-guidance","aws-well-architected","ops05-bp10","hashicorp-waf","backend-automation"];export{t as a,e as b,o as c};
