import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-4SY7VMCU.js";import"./chunk-XTRQYPZC.js";import"./chunk-UQWRMX2S.js";import"./chunk-OX4D3QGK.js";import"./chunk-6G7CKFX6.js";export{a as checks};
