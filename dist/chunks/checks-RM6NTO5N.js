import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-6VLAN7TG.js";import"./chunk-SA4HJLJZ.js";import"./chunk-RMFD2OSF.js";import"./chunk-OX4D3QGK.js";import"./chunk-6G7CKFX6.js";export{a as checks};
