import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var n=["error","warning","notice"];var t={notice:0,warning:1,error:2};function o(e,r){return t[r]-t[e]}function i(e,r){return t[e]>t[r]?r:e}export{n as a,o as b,i as c};
