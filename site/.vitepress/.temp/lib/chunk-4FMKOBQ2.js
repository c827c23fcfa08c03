import{a,b,c,d}from"./chunk-5VJUZFD2.js";import"./chunk-GP36KOR5.js";export{a as deserializeTCompactProtocol,b as readVarInt,c as readZigZag,d as readZigZagBigInt};
