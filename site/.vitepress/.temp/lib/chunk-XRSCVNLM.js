import{b as a}from"./chunk-GP36KOR5.js";var b=a(()=>{});var c=a(()=>{});export{b as a,c as b};
