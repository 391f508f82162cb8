/**
 * Passwords and words people choose first, folded: no marks, lower case. Checked whole and with digits and signs
 * taken away, so `Matkhau@123` is caught by `matkhau`. Compiled by hand from what is commonly guessed in Việt Nam.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passw0rd passwd matkhau matkhaumoi matkhaucuatoi matkhaukho khongcomatkhau doimatkhau quenmatkhau
  admin administrator quantri quantrivien root user nguoidung congdan canbo congan dangnhap taikhoan
  anhyeuem emyeuanh yeuem yeuanh iloveyou iloveu iloveyouvietnam toiyeuvietnam vietnam vietnamvodich vietnamoi
  hanoi saigon hochiminh thanhphohochiminh danang haiphong cantho hue
  nguyen nguyenvan nguyenthi tranvan tranthi levan lethi phamvan phamthi hoangvan
  conheo concho conmeo gaucon meocon thoconn bup be beyeu vochong giadinh hanhphuc maimaiyeuem maimai
  qwerty qwertyuiop qwertyuiopasdf asdfgh asdfghjkl zxcvbnm qazwsx qazwsxedc azerty
  abc abcd abcabc abcdef abcdefgh abcdefghij aaaaaaaaaa abcxyz xyz
  letmein welcome hello xinchao monkey dragon football baseball superman batman master shadow sunshine princess
  google facebook zalo momo viettel vinaphone mobifone vneid dichvucong dichvucongquocgia dean dansu
  1234567890 12345678910 0123456789 0987654321 9876543210 1234554321 1122334455 1111111111 0000000000 8888888888
  6666666666 9999999999 123456789a a123456789 123456789abc abc123456789 123123123123 123qweasdzxc 1q2w3e4r5t
  1qaz2wsx3edc qwe123qwe123 123456qwerty qwerty123456 112233445566 102030405060 147258369 147258369147 789456123
  123456aaaa aa123456789 changeme temporary default secret test testtest demo sandbox`
    .split(/\s+/)
    .filter((word) => word.length >= 3),
)
