const _imports_0 = "/optnet/assets/learning-curves.Buq0bQf-.svg";
const _imports_1 = "/optnet/assets/examples.CrOsmp2Z.svg";
const _imports_6 = "/optnet/assets/closed-loop.DyOUdCpG.svg";
const _imports_7 = "/optnet/assets/learning-curves.BzC7pj-V.svg";
export {
  _imports_0 as _,
  _imports_1 as a,
  _imports_6 as b,
  _imports_7 as c
};
