import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{b as t}from"./chunk-ZLVUUA3N.js";function i(r,o){let n=t(r,o===void 0?{}:{remedy:o});return{repository:n,protection:n,environments:n,codeownersErrors:n,security:{codeScanning:n,dependencyAlerts:n,secretScanning:n},merging:n,tagProtection:n,reportedChecks:n}}export{i as a};
