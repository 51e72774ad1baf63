#!/bin/sh
# 不用 sanwu，只用 sha256sum（有钥匙册时还有 minisign）核验一个发布文件夹。用法: sh verify.sh 文件夹 [今天，例如 2026-11-23]
# 结果: 0 和封存时一样，1 有不一样的地方，2 过了应更新日期或没有发布完，3 没法判断。纸上留着公钥时先 export KEY=公钥
cd "$1" 2>/dev/null && [ -f ledger/000001.txt ] && [ -d releases ] || { echo 没有可核验的; exit 3; }
today=$(echo "${2:-$(date +%F)}" | tr -d -) code=0 late=0 n=0 prev=none reg=
s=$(grep -so 'url=releases/[0-9]*/index.html' index.html | tr -dc 0-9) # 首页指着哪一号
bad() { echo "$*"; code=1; }
sha() { sha256sum < "$1" | cut -c1-64; }
own() { h=$(sed '$d' "$1" | sha256sum | cut -c1-64); case $(tail -n 1 "$1") in "<!-- sha256:$h -->" | "/* sha256:$h */") ;; *) bad "被改 $1" ;; esac; }
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
for f in ledger/*.txt; do # 逐号相接，有了钥匙册以后号号要签
    n=$((n + 1)); at=$(printf '%06d' $n) e=ledger/$(printf '%06d' $n).txt
    [ "$f" = "$e" ] && [ "$(sed -n 's/^seq: //p' "$f")" = $n ] && [ "$(sed -n 's/^prev: //p' "$f")" = $prev ] || bad "断开 $e"
    prev=sha256:$(sha "$f")
    e=$f v=$(sed -n 's/^change: 密钥更换 trust .*v\([0-9]*\) sha256:.*/\1/p' "$e")
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
for d in releases/[0-9][0-9][0-9][0-9][0-9][0-9]; do # 每一号的每个文件
    e=ledger/${d#releases/}.txt
    [ "$(with "$d/manifest.txt")" = "$(with "$e")" ] || bad "被改 $d/manifest.txt，或它的签名"
    [ "$(sed -n 's/^files: [0-9]* sha256://p' "$e")" = "$(sha "$d/SHA256SUMS")" ] || bad "被改 $d/SHA256SUMS"
    (cd "$d" && sha256sum --quiet --strict -c SHA256SUMS) || bad "被改或缺少，$d 里的，见上"
    [ "$(cd "$d" && find . ! -type d | sed 's|^\./||' | grep -vE '^(SHA256SUMS|manifest\.txt((\.[0-9A-F]{16})?\.minisig)?)$' | sort)" = "$(cut -c67- "$d/SHA256SUMS" | sort)" ] || bad "多出或缺少，$d 里的"
done
other=$(find . \( -path './releases/[0-9][0-9][0-9][0-9][0-9][0-9]' -o -path ./.sanwu-publish -o -path ./sanwu-capsule -o -path './System Volume Information' \) -prune -o ! -type d -print |
    grep -vE '^\./(index\.html|releases/(index\.html|pointer\.css)|(trust\.json|trust/[0-9]{4}\.json|ledger/[0-9]{6}\.txt)((\.[0-9A-F]{16})?\.minisig)?)$')
[ -z "$other" ] || bad "多出 $other"
own index.html; own releases/index.html; own releases/pointer.css
[ -d "releases/$s" ] && grep -q "sha256:$(sha "ledger/$s.txt")" index.html || bad "被改 index.html，指向第 $s 号"
[ "$s" = "$at" ] && [ "$today" -le "$(sed -n 's/^valid-until: //p' "ledger/$s.txt" | tr -d -)" ] || { echo "第 $s 号过了应更新日期，或没有发布完"; late=2; }
[ $code = 1 ] && exit 1; echo "第 $s 号 $prev"; exit $late
