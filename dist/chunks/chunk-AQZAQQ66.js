import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var o=["api","git","off"],e={least:7,most:365,usual:90};function n(s){let t=/^\d{1,3}$/.test(s)?Number(s):0;return t>=e.least&&t<=e.most?t:void 0}export{o as a,e as b,n as c};
