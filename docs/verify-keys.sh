#!/bin/sh
# 只用 sha256sum 和 minisign，看一个发布文件夹的签名。由 verify.sh 在那个文件夹里叫它：sh verify-keys.sh 首页指着的号
# 结果同 verify.sh。没有钥匙册的村没有签名，不算错
s=$1 code=0 late=0 n=0 reg=
bad() { echo "$*"; code=1; }
sha() { sha256sum < "$1" | cut -c1-64; }
with() { for f in "$1" "$1.minisig" "$1".*.minisig; do [ ! -f "$f" ] || echo "${f#"$1"} $(sha "$f")"; done; } # 一个文件连同它的签名
signed() { # $1 旁边的签名都要出自钥匙册 $2 里的钥匙；签了的公钥记在 by 里，一把只算一次
    by=
    for m in "$1.minisig" "$1".*.minisig; do
        [ -f "$m" ] || continue
        ok=; for k in $(sed -n 's/.*"public": "\([^"]*\)"}.*/\1/p' /dev/null $2 2>/dev/null); do minisign -Vqm "$1" -x "$m" -P "$k" >/dev/null 2>&1 && ok=$k; done
        head -n 1 "$m" | grep -qxE 'untrusted comment: (signature from minisign secret key|sanwu [0-9A-F]{16})' || ok=
        [ -n "$ok" ] || bad "签名不符 $m"
        case $by in *"$ok"*) ;; *) by="$by $ok" ;; esac
    done
}
enough() { # 照钥匙册 $1，办 $2 这件事 $3，签的人够不够
    for need in $(sed -n "s/^    \"$2\": {\(.*\)},*\$/\1/p" "$1" 2>/dev/null | tr -d '" ' | tr , ' '); do
        has=0; for k in $by; do ! grep -q "\"role\": \"$(echo "${need%:*}" | sed 's/任意/.*/')\".*\"$k\"" "$1" || has=$((has + 1)); done
        [ $has -ge "${need#*:}" ] || { [ "$n" -gt "${s:-0}" ] && echo "没有签齐 $3" && late=2; } || bad "缺签 $3：$need"
    done
}
for e in ledger/*.txt; do # 有了钥匙册以后号号要签
    n=$((n + 1)) v=$(sed -n 's/^change: 密钥更换 trust .*v\([0-9]*\) sha256:.*/\1/p' "$e")
    if [ -n "$v" ]; then # 这一号起用新的钥匙册：内容和账上记的一样，照上一版和这一版的要求签过
        old=$reg reg=trust/$(printf '%04d' "$v").json
        command -v minisign >/dev/null || { echo 没有 minisign，签名没法判断; exit 3; }
        [ -f "$reg" ] && grep -q "^change: 密钥更换 trust .*sha256:$(sha "$reg")" "$e" || bad "缺少或被改 $reg"
        signed "$reg" "$old $reg"; for r in $old $reg; do enough "$r" 钥匙册 "$reg"; done
    fi
    signed "$e" "$reg"
    [ -z "$reg" ] || for act in $(sed -n 's/^change: \([^ ]*\) .*/\1/p' "$e" | grep . || echo 续期); do enough "$reg" "$act" "$e"; done
done
[ "$(with trust.json)" = "$(with "${reg:-none}")" ] || bad "被改 trust.json，或它的签名"
[ "$(ls trust 2>/dev/null | grep -c '^[0-9]*\.json$')" = "$(cat ledger/*.txt | grep -c '^change: 密钥更换 trust ')" ] || { echo 有没起用的钥匙册; late=2; }
[ -z "$KEY" ] || grep -qs "\"$KEY\"" trust/0001.json || bad 钥匙册里没有纸上的公钥，签名不能算数
for d in releases/[0-9][0-9][0-9][0-9][0-9][0-9]; do # 每一号里也放着那一号的签名
    [ "$(with "$d/manifest.txt")" = "$(with "ledger/${d#releases/}.txt")" ] || bad "被改 $d/manifest.txt 的签名"
done
[ $code = 1 ] && exit 1; exit $late
